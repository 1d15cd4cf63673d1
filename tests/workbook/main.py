"""tests/workbook/main.py KAOHE SCRATCH CASES [FIRST] - LibreOffice recounts the workbooks of kaohe.

Every workbook is recounted as a twin whose cached values are all wrong: each cell must come back as
kaohe had it. Then a twin whose inputs were changed (counts, targets, judged points, weights, policies)
must come back as the workbook that kaohe writes of the changed case. One start of LibreOffice.
"""
import json
import os
import random
import subprocess
import sys

import book
import cases
import form
import planted
from recount import recount

PLACES_OF_SCORES = "核算"


class Bench:
    def __init__(self, kaohe, scratch):
        self.kaohe, self.scratch = kaohe, scratch
        self.passed = self.failed = self.cells = self.unsure = 0
        self.pending = []  # (what, twin, the workbook that it must equal, rows to leave out)

    def complain(self, text):
        self.failed += 1
        if self.failed <= 20:
            print("FAILED", text)

    def check(self, what, good, found):
        if good:
            self.passed += 1
        else:
            self.complain(f"{what}: {found}")

    def path(self, *parts):
        return os.path.join(self.scratch, *parts)

    def run(self, *arguments):
        done = subprocess.run([self.kaohe, *arguments], capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"kaohe {' '.join(arguments)}: {done.stderr}")
        return done.stdout

    def report(self, case, name, *settings):
        out = self.path("reports", name)
        self.run("report", case, "--format", "xlsx", "-o", out, "--draws", "1", *settings)
        return os.path.join(out, "report.xlsx")

    def expect(self, what, source, edits, ours, changed=False):
        twin = self.path("twins", f"{len(self.pending)}.xlsx")
        book.twin(source, twin, edits)
        self.pending.append((what, twin, ours, changed))

    def finish(self):
        out = self.path("recounted")
        os.makedirs(out, exist_ok=True)
        recount(self.scratch, [twin for _, twin, _, _ in self.pending], out)
        for what, twin, ours, changed in self.pending:
            self.compare(what, book.read(ours), book.read(os.path.join(out, os.path.basename(twin))),
                         changed)

    def compare(self, what, ours, theirs, changed):
        """Of a changed workbook, heads, the log of what was issued and how firm it was are not the same."""
        if changed:
            ours = {sheet: {c: v for c, v in cells.items() if v[1] or int(c.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) > 7}
                    for sheet, cells in ours.items() if sheet not in ("数据来源", "Input log", "名次稳不稳", "How firm the ranks are")}
        wrong = book.differences(ours, theirs)
        self.cells += sum(formula for cells in ours.values() for _, formula in cells.values())
        self.unsure += sum(value == "临界" for value, _ in ours.get("核算", {}).values())
        if wrong:
            self.complain(f"{what}: {len(wrong)} cells differ, first {wrong[:4]}")
        else:
            self.passed += 1


# ---- what stands where ----

class Map:
    """Rows of units and columns of figures, by the heads of a workbook in Chinese."""

    def __init__(self, cells, names):
        self.places, self.names, self.fixed = {}, names, set()
        self.followed = {c[1:] for c, (value, _) in cells["口径与权重"].items()
                         if c.startswith("E") and value == "联动：可在此修改"}
        for sheet, content in cells.items():
            for cell, (value, _) in content.items():
                if value == "考核对象" and cell.startswith("A"):
                    self.block(sheet, content, int(cell[1:]))

    def block(self, sheet, content, head):
        about = content.get(f"A{head - 2}", ("",))[0]
        if "：计分方法" not in str(about):
            return
        item = about.split("：计分方法")[0]
        columns = {content[c][0]: c[:-len(str(head))] for c in content if c.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(head)}
        if "得分（不重算）" in columns:  # its figures may not be changed here
            self.fixed.add(item)
            return
        row = head + 1
        while f"A{row}" in content and not str(content[f"A{row}"][0]).count("：计分方法"):
            for title, column in columns.items():
                self.places[content[f"A{row}"][0], item, title] = (sheet, f"{column}{row}")
            row += 1


def names_by_id(bench, folder):
    """id -> name of units and items, as kaohe prints them."""
    data = json.loads(bench.run("score", folder, "--format", "json"))
    result = {}

    def walk(items):
        for item in items:
            result[item["id"]] = item["name"]
            walk(item.get("items", []))

    for unit in data["units"] + data.get("information", []):
        result[unit["id"]] = unit["name"]
        walk(unit.get("items", []))
    return result


TYPE_NAMES = {"fixed": "固投类", "revenue": "营收类", "a": "类a", "b": "类b", "c": "类c"}


def number(text):
    return None if text is None else text if text == "-" else float(text)


def change(r, case, where, names):
    """Other inputs: (edits of cells, settings for kaohe, changed figures)."""
    edits, settings = {}, []
    policies, counts = dict(case.policies), dict(case.counts)
    targets, judged = dict(case.targets), {k: list(v) for k, v in case.judged.items()}
    for policy, words in case.choices.items():
        sheet, cell = where.names[f"policy_{policy}"]
        if policy != "missing" and cell[1:] in where.followed and r.random() < 0.5:
            policies[policy] = edits[sheet, cell] = r.choice(words)
    if r.random() < 0.3:
        policies[case.number] = "20"
        edits[where.names[f"policy_{case.number}"]] = 20.0
    for weights in case.siblings:
        one, other = r.sample(sorted(weights), 2)
        by = r.choice([2.5, 5, 0.25, -1])
        for ident, weight in ((one, weights[one] + by), (other, weights[other] - by)):
            if weights[one] + by < 0 or weights[other] - by < 0:
                break
            settings += ["--set", f"weight.{ident}={weight:g}"]
            edits[where.names[f"weight_{ident}"]] = float(weight)
    for key in r.sample(sorted(counts), min(12, len(counts))):
        unit, item, kind = key
        place = where.places.get((names[unit], names[item], TYPE_NAMES[kind] + "报送"))
        if place and counts[key] is not None:
            counts[key] = case.amount(30)
            edits[place] = number(counts[key])
    for key in r.sample(sorted(targets), min(6, len(targets))):
        unit, item, kind = key
        place = where.places.get((names[unit], names[item], TYPE_NAMES[kind] + "任务"))
        if place and counts[key] is not None and (unit, item) not in case.marks:
            targets[key] = r.choice(["-", "0", "3", "8"])
            edits[place] = number(targets[key])
    for key in r.sample(sorted(judged), min(4, len(judged))):
        unit, item = key
        if names[item] in where.fixed:
            continue
        for n in range(len(judged[key])):
            judged[key][n] = "0"
            edits[where.places[names[unit], names[item], f"评分{n + 1}"]] = 0.0
    values = dict(case.values)
    for unit, item in r.sample(sorted(values), min(4, len(values))):
        if names[item] in where.fixed:
            continue
        values[unit, item] = "61.5"
        edits[where.places[names[unit], names[item], "数值"]] = 61.5
    return edits, settings, {"values": values, "policies": policies, "counts": counts, "targets": targets, "judged": judged}


def try_case(bench, seed):
    r = random.Random(seed)
    case = (cases.huzhou if seed % 5 < 3 else cases.other)(r)
    folder, changed = bench.path("cases", str(seed)), bench.path("cases", f"{seed}-changed")
    case.write(folder)
    ours = bench.report(folder, str(seed))
    bench.expect(f"random case {seed}", ours, {}, ours)
    where = Map(book.read(ours), book.names_of(ours))
    edits, settings, figures = change(r, case, where, names_by_id(bench, folder))
    case.write(changed, **figures)
    expected = bench.report(changed, f"{seed}-changed", *settings)
    bench.expect(f"random case {seed}, changed", ours, edits, expected, changed=True)
    published(bench, changed, expected, settings, seed)


def published(bench, folder, workbook, settings, seed):
    """Scores and ranks on the summary are those of kaohe score."""
    data = json.loads(bench.run("score", folder, "--format", "json", *settings))
    cells = book.read(workbook)["汇总"]
    rows = {cells[c][0]: c[1:] for c in cells if c.startswith("B") and int(c[1:]) > 7}
    for unit in data["units"]:
        row = {name: row for name, row in sorted(rows.items(), key=lambda x: -int(x[1]))}.get(unit["name"])
        first = min((int(c[1:]) for c in cells if c.startswith("B") and int(c[1:]) > 7 and cells[c][0] == unit["name"]))
        score, rank = cells.get(f"C{first}", ("",))[0], cells.get(f"A{first}", ("",))[0]
        if score == "临界" or "临界" in [x[0] for x in cells.values()]:
            continue
        if float(unit["score"]) != score or (unit["rank"] or "") != (int(rank) if rank != "" else ""):
            bench.complain(f"random case {seed}: {unit['name']} has {score}, {rank}, not {unit['score']}, {unit['rank']}")
            return
    bench.passed += 1
    del row


def main():
    kaohe, scratch, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    first = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    bench = Bench(kaohe, scratch)
    for name in ("cases", "reports", "twins"):
        os.makedirs(bench.path(name), exist_ok=True)
    for lang in ("zh", "en"):
        ours = bench.report("inputs/huzhou-2023", lang, "--lang", lang)
        bench.expect(f"the bundled case ({lang})", ours, {}, ours)
    if first == 0:
        planted.expect(bench)
        form.expect(bench)
    for seed in range(first, first + count):
        try_case(bench, seed)
    bench.finish()
    print(f"{bench.cells} formulas recounted; {bench.unsure} scores too close to be told")
    print(f"{bench.passed} passed, {bench.failed} failed")
    return bench.failed > 0


if __name__ == "__main__":
    sys.exit(main())
