"""Random cases: of the rule file huzhou-1224, and of random rule files with what it has not: trees of
other shapes, other roundings and ties, groups, bonus and deduction, limits, types that are not whole."""
import os
from fractions import Fraction

UNITS = ["u%d" % n for n in range(1, 7)]
HUZHOU_UNITS = ["wuxing", "nanxun", "deqing", "changxing", "anji", "nantaihu", "changhe", "municipal"]
SECTORS = {"commerce": 20, "tourism": 15, "finance": 15, "hr": 15, "logistics": 15, "science": 10,
           "software": 10}
DAILY = ["reporting", "mechanism", "team", "policy", "cooperation"]


class Case:
    """Rules, figures and decisions; figures by (unit, item, type) are texts, "-" or None."""

    def __init__(self, random, rules=None):
        self.random = random
        self.rules = rules          # text of a rule file; None: huzhou-1224
        self.units, self.counted, self.judged_items = HUZHOU_UNITS, list(SECTORS), DAILY
        self.valued = {}
        self.types = ["fixed", "revenue"]
        self.full = {item: "2" for item in DAILY}
        self.siblings = [dict(SECTORS)]  # weights that add up to 100
        self.policies = {}
        self.choices = {
            "substitution": ["separate", "pooled", "fixed_covers_revenue"],
            "over_completion": ["cap", "bonus"],
            "no_task": ["redistribute", "full", "zero"],
            "missing": ["refuse", "zero"],
            "rank_on": ["published", "exact"],
        }
        self.number = "rank_min_assigned"
        self.unassessed = {"municipal"}
        self.whole = True
        self.period = "2023"
        self.targets, self.counts, self.judged, self.marks, self.values = {}, {}, {}, {}, {}
        self.value_targets = {}

    def draw_policies(self):
        for policy, words in self.choices.items():
            if self.random.random() < 0.6:
                self.policies[policy] = self.random.choice(words)
        if self.number and self.random.random() < 0.2:
            self.policies[self.number] = self.random.choice(["10", "30", "35", "12.5"])

    def amount(self, most):
        whole = str(self.random.randint(0, most))
        return whole if self.whole else whole + self.random.choice(["", ".5", ".25", ".1", ".375"])

    def draw_figures(self):
        r = self.random
        small = r.choice([2, 4, 10, 40])
        missing_is_zero = self.policies.get("missing") == "zero"
        for unit in self.units:
            diligent = r.random() < 0.3
            for item in self.counted:
                idle = r.random() < 0.15
                for kind in self.types:
                    draw = r.random()
                    target = "-" if idle or draw < 0.15 else "0" if draw < 0.25 else self.amount(small)
                    self.targets[unit, item, kind] = target
                    count = target if diligent and target != "-" else self.amount(small)
                    asked = target not in ("-", "0") and Fraction(target) > 0
                    may_lack = not asked or missing_is_zero or unit in self.unassessed
                    self.counts[unit, item, kind] = None if may_lack and r.random() < 0.3 else count
                reported = all(self.counts[unit, item, k] is not None for k in self.types)
                if (reported and r.random() < 0.05 and unit not in self.unassessed and
                        any(self.targets[unit, item, k] not in ("-", "0") and
                            Fraction(self.targets[unit, item, k]) > 0 for k in self.types)):
                    self.marks[unit, item] = r.choice(["87.5", "100", "0", "66.67"])
            for item in self.judged_items:
                lacks = unit in self.unassessed or (missing_is_zero and r.random() < 0.1)
                self.judged[unit, item] = [] if lacks else [
                    str(Fraction(r.randint(0, int(Fraction(self.full[item]) * 10)), 10).limit_denominator())
                    for _ in range(r.choice([1, 1, 2, 3, 4, 5, 6]))]
            for item, with_target in self.valued.items():
                self.values[unit, item] = r.choice(["-", "0", "100", "88.25", "50", "33.3", "12"])
                if with_target:
                    self.value_targets[unit, item] = r.choice(["10", "80", "33.3", "120", "-"])

    def write(self, folder, policies=None, counts=None, targets=None, judged=None, values=None):
        os.makedirs(folder, exist_ok=True)
        rules = "huzhou-1224"
        if self.rules:
            rules = "method.cfg"
            self.put(folder, rules, [self.rules])
        decided = self.policies if policies is None else policies
        text = " ".join(f'{p} = {v if p == self.number else chr(34) + v + chr(34)};' for p, v in decided.items())
        lines = [f'rules = "{rules}"; period = "{self.period}"; title = "Random"; example = true;',
                 f"policies = {{ {text} }};"]
        files = {"targets": self.targets_lines(targets or self.targets),
                 "counts": self.count_lines(counts or self.counts),
                 "judged": self.judged_lines(judged or self.judged),
                 "marks": [f"{u},{i},{m},seen" for (u, i), m in self.marks.items()],
                 "values": [f"{u},{i},{v}" for (u, i), v in (values or self.values).items()]}
        heads = {"targets": "unit,item,type,period,target", "counts": "unit,item,type,count",
                 "judged": "unit,item,points,scorer", "marks": "unit,item,mark,reason",
                 "values": "unit,item,value"}
        has = {"targets": self.counted or self.value_targets, "counts": self.counted,
               "judged": self.judged_items, "marks": self.marks, "values": self.valued}
        for name, rows in files.items():
            if has[name]:
                lines.append(f'{name} = [ "{name}.csv" ];')
                self.put(folder, name + ".csv", [heads[name], *rows])
        self.put(folder, "assessment.cfg", lines)

    def targets_lines(self, targets):
        lines = [f"{u},{i},{k},{self.period},{t}" for (u, i, k), t in targets.items()]
        return lines + [f"{u},{i},,{self.period},{t}" for (u, i), t in self.value_targets.items()]

    def count_lines(self, counts):
        return [f"{u},{i},{k},{c}" for (u, i, k), c in counts.items() if c is not None]

    def judged_lines(self, judged):
        return [f"{u},{i},{float(p):g},s{n}" for (u, i), points in judged.items()
                for n, p in enumerate(float(Fraction(x)) for x in points)]

    @staticmethod
    def put(folder, name, lines):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")


def huzhou(random):
    case = Case(random)
    case.draw_policies()
    case.draw_figures()
    return case


# ---- random rule files ----

def named(kind, ident):
    return f'id = "{ident}"; name = "{kind}{ident}";'


class Tree:
    """A random tree of items over leaves of the given kinds."""

    def __init__(self, random, case):
        self.random, self.case, self.leaves, self.inner = random, case, 0, 0

    def leaf(self, points):
        """A leaf; judged or valued only where it has points of its own."""
        r = self.random
        self.leaves += 1
        ident = "x%d" % self.leaves
        draw = r.random()
        if points and draw < 0.35:
            self.case.judged_items.append(ident)
            self.case.full[ident] = points
            return ident, 'scoring = "office";'
        if draw < 0.65:
            scoring, with_target = r.choice([("raw", False), ("share", True), ("less", True), ("met", True),
                                             ("fixed", False), ("band", False), ("post", False), ("efficacy", False),
                                             ("now", True), ("down", True), ("up", True), ("slide", True)][:13 if points else 9])
            self.case.valued[ident] = with_target
            return ident, f'scoring = "{scoring}";'
        self.case.counted.append(ident)
        return ident, 'scoring = "%s";' % r.choice(
            ["projects", "projects", "strict", "done", "enough", "rates", "rate", "mixed", "posts", "due"])

    def children(self, total, depth, combine):
        """Texts of the children of an item of so many points."""
        r = self.random
        n = r.randint(2, 4)
        cuts = sorted(r.sample(range(1, 20), n - 1))
        parts = [b - a for a, b in zip([0, *cuts], [*cuts, 20])]  # twentieths
        texts, weights = [], {}
        for part in parts:
            share = {"weighted": f"weight = {part * 5};", "geometric": f"weight = {part * 5};",
                     "sum": f'points = "{float(total * part / 20):g}";'}.get(combine, "")
            inner = depth > 0 and r.random() < 0.4
            points = f"{float(total * part / 20):g}" if combine == "sum" else None
            if inner:
                worth = total * part / 20 if combine in ("sum", "weighted") else total
                self.inner += 1
                ident, body = "g%d" % self.inner, self.node(Fraction(worth), depth - 1)
            else:
                ident, body = self.leaf(points)
            weights[ident] = part * 5
            texts.append(f"{{ {named('项', ident)} {share} {body} }}")
        # kaohe hands a change of an item's points on to the points of its parts, which are inputs here.
        if combine == "weighted" and not any('combine = "sum"' in text for text in texts):
            self.case.siblings.append(weights)
        if combine == "sum" and r.random() < 0.3:
            for kind in ("bonus", "deduction"):
                ident, body = self.leaf("3")
                texts.append(f'{{ {named(kind, ident)} points = 3; outside = "{kind}"; {body} }}')
        return texts

    def node(self, total, depth):
        r = self.random
        combine = r.choice(["sum", "sum", "weighted", "weighted", "weighted", "minimum", "product"])
        limit = r.choice(["full", "none"])
        idle = "" if combine == "sum" else r.choice(
            ['no_task = "$idle";', 'no_task = "full";', 'no_task = "redistribute";'])
        texts = ", ".join(self.children(total, depth, combine))
        return f'combine = "{combine}"; limit = "{limit}"; {idle} items = ( {texts} );'


def other(random):
    """A random rule file."""
    r = random
    case = Case(random, rules="")
    case.units, case.unassessed = UNITS, {"u6"} if r.random() < 0.5 else set()
    case.counted, case.judged_items, case.full, case.siblings = [], [], {}, []
    case.whole, case.types = r.random() < 0.7, ["a", "b", "c"][:r.randint(1, 3)]
    case.choices = {"idle": ["redistribute", "full", "zero"], "missing": ["zero"],
                    "cover": ["separate", "pooled", "covering"], "cap": ["one", "more"],
                    "on": ["published", "exact"]}
    case.number = "least"
    case.period = "2024"
    if len(case.types) < 2:
        del case.choices["cover"]
    tree = Tree(r, case)
    body = tree.node(Fraction(100), r.randint(0, 2))
    case.policies["missing"] = "zero"
    case.draw_policies()
    case.rules = text_of(r, case, body)
    case.draw_figures()
    return case


def text_of(r, case, body):
    if '"$idle"' not in body:
        del case.choices["idle"]
        case.policies.pop("idle", None)
    whole = "true" if case.whole else "false"
    types = ", ".join(f'{{ id = "{k}"; name = "类{k}"; whole = {whole}; }}' for k in case.types)
    groups = r.random() < 0.4
    units = ", ".join(
        f'{{ {named("区", u)} {"assessed = false;" if u in case.unassessed else ""} '
        f'{"group = " + chr(34) + r.choice(["p", "q"]) + chr(34) + ";" if groups else ""} }}'
        for u in case.units)
    policies = "".join(
        '{ id = "%s"; name = "口径%s"; value = "%s"; alternatives = ( %s ); }, ' % (
            p, p, words[0], ", ".join('{ id = "%s"; %stext = "取%s"; }' % (
                w, {"one": 'value = "1"; ', "more": 'value = "1.25"; '}.get(w, ""), w) for w in words))
        for p, words in with_two(case.choices).items())
    cover = 'substitution = "$cover"; cover_from = "a"; cover_to = "b";' if len(case.types) > 1 else ""
    return "\n".join([
        'kaohe = 1; id = "random"; title = "随机办法"; source = { title = "随机"; };',
        f'periods = [ "2024" ]; types = ( {types} );',
        'groups = ( { id = "p"; name = "甲组"; }, { id = "q"; name = "乙组"; } );' if groups else "",
        f"units = ( {units} );",
        f'policies = ( {policies} {{ id = "least"; name = "最低"; value = 0; range = [ 0, 100 ]; }} );',
        "scoring = (",
        f'{{ id = "projects"; method = "completion"; limit = "$cap"; missing = "$missing"; {cover} }},',
        f'{{ id = "strict"; method = "completion"; limit = {r.choice(["1", "2", "1.5"])}; '
        f'missing = "{r.choice(["zero", "zero", "exclude"])}"; }},',
        '{ id = "raw"; method = "value"; missing = "zero"; },',
        f'{{ id = "share"; method = "proportional"; limit = "$cap"; low = {r.choice(["0", "12.5"])}; '
        'missing = "neutral"; neutral = 40; },',
        '{ id = "less"; method = "proportional"; direction = "lower"; limit = 1.5; missing = "exclude"; },',
        f'{{ id = "fixed"; method = "proportional"; target = "{r.choice(["80", "33.3", "7"])}"; missing = "zero"; }},',
        f'{{ id = "met"; method = "threshold"; met = 90; unmet = 20; missing = "zero"; '
        f'direction = "{r.choice(["lower", "higher"])}"; }},',
        '{ id = "band"; method = "bands"; bands = ( [ 88.25, 100 ], [ 50, 75 ], [ 12, "33.3" ] ); missing = "zero"; },',
        '{ id = "rates"; method = "bands"; of = "completion"; bands = ( [ 100, 100 ], [ 50, 60 ] ); missing = "zero"; },',
        '{ id = "rate"; method = "value"; of = "completion"; missing = "zero"; },',
        '{ id = "done"; method = "proportional"; of = "completion"; limit = 1.2; missing = "zero"; },',
        f'{{ id = "post"; method = "goalposts"; floor = 12; satisfactory = {r.choice(["88.25", "50", "99"])}; '
        f'clip = "{r.choice(["both", "low", "high", "none"])}"; missing = "zero"; }},',
        '{ id = "efficacy"; method = "efficacy"; floor = 40; satisfactory = 90; missing = "exclude"; },',
        '{ id = "now"; method = "time_progress"; due = "62.5"; limit = 1.2; missing = "zero"; },',
        f'{{ id = "down"; method = "steps"; over = "0.3"; under = "0.2"; per = {r.choice(["1", "3", "0.7"])}; part = "down"; '
        'missing = "zero"; },',
        '{ id = "up"; method = "steps"; start = 0; over = 1; per = "2.5"; part = "up"; direction = "lower"; missing = "zero"; },',
        '{ id = "slide"; method = "steps"; start = 1; over = "0.01"; under = "0.05"; low = "0.25"; missing = "zero"; },',
        f'{{ id = "mixed"; method = "blend"; limit = {r.choice(["1", "1.5"])}; missing = "{r.choice(["zero", "exclude"])}"; '
        f'{"shares = ( [ " + chr(34) + "a" + chr(34) + ", 60 ], [ " + chr(34) + "b" + chr(34) + ", 40 ] );" if len(case.types) > 1 and r.random() < 0.6 else ""} }},',
        '{ id = "posts"; method = "goalposts"; of = "completion"; floor = 20; satisfactory = 110; missing = "zero"; },',
        '{ id = "due"; method = "time_progress"; of = "completion"; due = 80; missing = "zero"; },',
        '{ id = "enough"; method = "threshold"; of = "count"; missing = "zero"; },',
        f'{{ id = "office"; method = "judged"; trim_from = {r.choice(["3", "4", "5"])}; missing = "$missing"; }} );',
        "points = 100;", body,
        f'published = {{ decimals = {r.choice([0, 1, 2, 2, 2, 3])}; rounding = "'
        f'{r.choice(["half_up", "half_up", "half_even", "down", "up"])}"; }};',
        f'rank = {{ on = "$on"; ties = "{r.choice(["competition", "dense"])}"; '
        f'min_assigned = "$least"; in_groups = {"true" if groups else "false"}; }};'])


def with_two(choices):
    """Every policy needs two alternatives."""
    return {p: words if len(words) > 1 else ["refuse", *words] for p, words in choices.items()}
