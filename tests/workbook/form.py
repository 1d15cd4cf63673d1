"""Beside the numbers: the same bytes twice, names that spreadsheets refuse, texts that look like formulas, protection
and pages; and the cases of tests/cases/score-*.case, whose rule files have what random ones have not."""
import glob
import json
import os
import re
import subprocess
import zipfile

import book

NAMES = """kaohe = 1; id = "odd"; title = "=HYPERLINK(1)"; source = { title = "+1"; };
periods = [ "2024" ];
units = ( { id = "history"; name = "History"; }, { id = "eq"; name = "=1+1"; }, { id = "at"; name = "@甲'乙'"; } );
scoring = ( { id = "raw"; method = "value"; } );
points = 100; combine = "weighted";
items = (
  { id = "a-b"; name = "甲[乙]:丙*丁?戊/己\\\\庚一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二"; weight = 50; scoring = "raw"; },
  { id = "a_b"; name = "甲[乙]:丙*丁?戊/己\\\\庚一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一三"; weight = 50; scoring = "raw"; } );
"""


def odd_names(bench):
    folder = bench.path("cases", "odd")
    os.makedirs(folder)
    files = {"method.cfg": NAMES,
             "assessment.cfg": 'rules = "method.cfg"; period = "2024"; title = "=1+1"; values = [ "v.csv" ];',
             "v.csv": "unit,item,value\n" + "".join(
                 f"{unit},{item},{n}\n" for n, unit in enumerate(("history", "eq", "at"), 70) for item in ("a-b", "a_b"))}
    for name, text in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    ours = bench.report(folder, "odd")
    bench.expect("odd names", ours, {}, ours)
    cells = book.read(ours)
    allowed = all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", name) and name.lower() != "history"
                  for name in cells)
    alike = len({name.lower() for name in cells}) == len(cells)
    bench.check("names of sheets", allowed and alike, list(cells))
    bench.check("texts stay texts", cells["汇总"]["A1"] == ("=1+1", False), cells["汇总"]["A1"])


def same_bytes(bench):
    texts = []
    for n, zone in enumerate(("UTC", "Asia/Shanghai", "America/New_York")):
        out = bench.path("reports", f"bytes{n}")
        subprocess.run([bench.kaohe, "report", "inputs/huzhou-2023", "--format", "xlsx", "-o", out, "--draws", "1"],
                       check=True, env={**os.environ, "TZ": zone}, stdout=subprocess.DEVNULL)
        with open(os.path.join(out, "report.xlsx"), "rb") as file:
            texts.append(file.read())
    bench.check("the same bytes", len(set(texts)) == 1, "not the same in every time zone")


def looks(bench, workbook):
    """Every sheet is protected without a password, and printed on A4, across but for the one of sentences; tables keep
    their heads."""
    bad = []
    with zipfile.ZipFile(workbook) as archive:
        for name, file in book.sheets_of(archive).items():
            text = archive.read(file).decode("utf-8")
            wanted = ['<sheetProtection sheet="1"', 'paperSize="9"', 'orientation="landscape"', "<oddFooter>", "fitToHeight=\"0\""]
            if name == "名次稳不稳":
                wanted.remove('orientation="landscape"')
            bad += [f"{name}: {x}" for x in wanted if x not in text]
            if "password=" in text:
                bad.append(f"{name}: password")
        charts = [x for x in archive.namelist() if x.startswith("xl/charts/chart")]
        titles = archive.read("xl/workbook.xml").decode("utf-8").count("_xlnm.Print_Titles")
        if not charts or titles < 10:
            bad.append(f"{len(charts)} charts, {titles} repeated heads")
    bench.check("protection and pages", not bad, bad)


def live(bench, workbook):
    """Of the bundled case every mark, point, total and rank is a formula, and so is all of the summary."""
    plain = []
    for sheet, cells in book.read(workbook).items():
        heads = {c: value for c, (value, _) in cells.items() if value in ("采用得分", "得分", "公布分", "名次", "满分", "总分")}
        for head in heads:
            column, row = re.fullmatch(r"([A-Z]+)(\d+)", head).groups()
            below = cells.get(f"{column}{int(row) + 1}")
            if sheet not in ("口径与权重", "数据来源") and below and isinstance(below[0], float) and not below[1]:
                plain.append((sheet, head))
    bench.check("live formulas", not plain, plain)


def firmness(bench, workbook):
    """The sheet of how firm the ranks are has the shares that the table has, as numbers and without a formula."""
    shares = {}
    rows = bench.run("sensitivity", "inputs/huzhou-2023", "--only", "acceptability", "--draws", "1", "--format", "csv")
    for line in rows.splitlines():
        fields = line.split(",")
        if fields[1] == "share" and fields[3] == "1":
            shares[fields[2]] = float(fields[4])
    cells = book.read(workbook)["名次稳不稳"]
    head = next(c for c, (value, _) in cells.items() if value == "第 1")
    column, row = re.fullmatch(r"([A-Z]+)(\d+)", head).groups()
    shown = [cells.get(f"{column}{int(row) + n}", ("", False))[0] for n in range(1, 8)]
    firsts = sorted(value for value in shown if isinstance(value, float))
    bench.check("shares of the first rank", firsts == sorted(value for value in shares.values() if value), (shown, shares))
    bench.check("nothing live there", not any(formula for _, formula in cells.values()), "a formula")


def case_files(bench):
    """The cases of tests/cases that are files and nothing else."""
    for path in sorted(glob.glob("tests/cases/score-*.case")):
        with open(path, encoding="utf-8") as file:
            blocks = re.split(r"^=== ", file.read(), flags=re.M)[1:]
        if any(re.match(r"(copy|edit|binary)", block) for block in blocks):
            continue
        folder = bench.path("cases", os.path.basename(path))
        for block in blocks:
            head, _, text = block.partition("\n")
            found = re.fullmatch(r"file (case/\S+)", head)
            if found:
                target = os.path.join(folder, found[1])
                os.makedirs(os.path.dirname(target), exist_ok=True)
                with open(target, "w", encoding="utf-8") as file:
                    file.write(text)
        case = os.path.join(folder, "case")
        if not os.path.exists(os.path.join(case, "assessment.cfg")):
            continue
        if subprocess.run([bench.kaohe, "score", case], capture_output=True, check=False).returncode:
            continue
        ours = bench.report(case, os.path.basename(path))
        bench.expect(os.path.basename(path), ours, {}, ours)
        grades(bench, case, ours)


def grades(bench, case, workbook):
    """Where there are grades the log has those that were issued."""
    with open(os.path.join(case, "method.cfg"), encoding="utf-8") as file:
        rules = file.read()
    if not re.search(r"^\s*grades\s*=", rules, re.M):
        return
    score = json.loads(bench.run("score", case, "--format", "json"))
    names = dict(re.findall(r'id = "(\w+)"; name = "([^"]*)"', rules))
    issued = sorted(names[unit["grade"]] for unit in score["units"] if unit.get("grade"))
    cells = book.read(workbook)["数据来源"]
    head = next((c for c, (value, _) in cells.items() if value == "出具时等次"), None)
    shown = [] if head is None else sorted(v for c, (v, _) in cells.items() if c[0] == head[0] and
                                           int(c[1:]) > int(head[1:]) and v not in ("", "-"))
    bench.check(f"grades of {case}", shown == issued, (shown, issued))


def expect(bench):
    odd_names(bench)
    same_bytes(bench)
    looks(bench, bench.path("reports", "zh", "report.xlsx"))
    live(bench, bench.path("reports", "zh", "report.xlsx"))
    firmness(bench, bench.path("reports", "zh", "report.xlsx"))
    case_files(bench)
