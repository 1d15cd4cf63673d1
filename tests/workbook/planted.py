"""Scores planted where doubles are at a loss: exact half-cents, what lies just beside one, and what no
double can tell from one."""
import json
import random
from fractions import Fraction

import book
import cases

WEIGHTS = cases.SECTORS
CITY = cases.HUZHOU_UNITS[:7]


def bare():
    """The Huzhou rules, everything met, every judged item 2."""
    case = cases.Case(random.Random(5))
    for unit in case.units:
        for item in case.counted:
            for kind in case.types:
                case.targets[unit, item, kind] = case.counts[unit, item, kind] = "1"
        for item in case.judged_items:
            case.judged[unit, item] = ["2"]
    return case


def total(case, unit):
    """The exact total under the default policies, all items having tasks."""
    points = Fraction(0)
    for item, weight in WEIGHTS.items():
        task = sum(Fraction(case.targets[unit, item, k]) for k in case.types)
        done = sum(min(Fraction(case.counts[unit, item, k]), Fraction(case.targets[unit, item, k]))
                   for k in case.types)
        points += Fraction(90 * weight, 100) * done / task
    for item in case.judged_items:
        given = [Fraction(x) for x in case.judged[unit, item]]
        if len(given) >= 5:
            given = sorted(given)[1:-1]
        points += sum(given) / len(given)
    return points


def is_tie(x):
    return (200 * x).denominator == 1 and (200 * x).numerator % 2 == 1


def ties(seed):
    """A case in which every unit's total is an exact half-cent, made of thirds, sevenths and tenths."""
    r = random.Random(seed)
    case = bare()
    for unit in CITY:
        while True:
            for item in case.counted:
                for kind in case.types:
                    asked = r.choice([1, 2, 3, 4, 5, 6, 7, 8])
                    case.targets[unit, item, kind] = str(asked)
                    case.counts[unit, item, kind] = str(r.choice([asked, r.randint(0, asked)]))
            for item in case.judged_items:
                case.judged[unit, item] = [str(float(Fraction(r.randint(0, 20), 10)))
                                           for _ in range(r.choice([1, 2, 3, 4]))]
            if is_tie(total(case, unit)):
                break
    return case


def beside(seed):
    """Totals a hair above or below a half-cent, with denominators that the workbook can still tell."""
    r = random.Random(seed)
    case = bare()
    for unit in CITY:
        prime = r.choice([7919, 9973, 8191, 6997])
        best = None
        for judged in range(0, 21):
            for done in r.sample(range(prime), 1500):
                x = Fraction(90 * 20, 100) * done / prime + Fraction(judged, 10)
                gap = abs((x * 100) % 1 - Fraction(1, 2))
                if gap and (best is None or gap < best[0]):
                    best = (gap, done, judged)
        case.targets[unit, "commerce", "fixed"] = str(prime)
        case.counts[unit, "commerce", "fixed"] = str(best[1])
        case.targets[unit, "commerce", "revenue"] = case.counts[unit, "commerce", "revenue"] = "0"
        case.judged[unit, "team"] = [str(best[2] / 10)]
    return case


def hopeless():
    """One total nearer to a half-cent than doubles can say, with a denominator of 10^13."""
    case = bare()
    one, other = 999983, 999979
    # 18 c / p + 13.5 d / q = half-cent + 1 / (p q 200 ...): d from c by the inverse of p modulo q.
    best = None
    for step in (1, -1, 2, -2, 3, -3):
        # 200 (18 c q + 13.5 d p) = (2 k + 1) p q + step, for some k; take 3600 c q + 2700 d p modulo p q.
        c = (step * pow(3600 * other, -1, one)) % one
        for k in range(1, 900, 2):
            rest = Fraction(k * one * other + step - 3600 * c * other, 2700 * one)
            if rest.denominator == 1 and 0 <= rest <= other:
                best = best or (c, int(rest))
    if best is None:
        raise RuntimeError("nothing to plant")
    for item, asked, done in (("commerce", one, best[0]), ("tourism", other, best[1])):
        case.targets["wuxing", item, "fixed"], case.counts["wuxing", item, "fixed"] = str(asked), str(done)
        case.targets["wuxing", item, "revenue"] = case.counts["wuxing", item, "revenue"] = "0"
    return case


def exact_scores(bench, folder):
    data = json.loads(bench.run("score", folder, "--format", "json"))
    return {unit["id"]: Fraction(unit["exact"]) for unit in data["units"]}


def plant(bench, name, case, holds):
    folder = bench.path("cases", name)
    case.write(folder)
    scores = exact_scores(bench, folder)
    if not all(holds(scores[unit]) for unit in CITY):
        bench.complain(f"{name}: the scores are not what was to be planted: {scores}")
    ours = bench.report(folder, name)
    bench.expect(name, ours, {}, ours)
    return ours


def near(x):
    return 0 < abs((x * 100) % 1 - Fraction(1, 2)) < Fraction(1, 50)


def expect(bench):
    for seed in range(3):
        plant(bench, f"exact half-cents {seed}", ties(seed), is_tie)
        plant(bench, f"beside half-cents {seed}", beside(seed), near)
    ours = plant(bench, "nearer than doubles can tell", hopeless(), lambda x: True)
    shown = [value for value, _ in book.read(ours)["核算"].values()]
    if shown.count("临界") != 2:
        bench.complain("a score that cannot be told must be said to be so, not guessed")
