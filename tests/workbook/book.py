"""Workbooks as the tests read and change them: cells by sheet, twins with wrong cached values, inputs
edited. Standard library only."""
import re
import zipfile
import xml.etree.ElementTree as tree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def sheets_of(archive):
    """Names of the sheets, in order, with the file of each."""
    book = tree.fromstring(archive.read("xl/workbook.xml"))
    links = {x.get("Id"): x.get("Target")
             for x in tree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))}
    result = {}
    for sheet in book.iter(MAIN + "sheet"):
        target = links[sheet.get(LINK)]
        result[sheet.get("name")] = target.lstrip("/") if target.startswith("/") else "xl/" + target
    return result


def names_of(path):
    """Defined names: name -> (sheet, cell)."""
    with zipfile.ZipFile(path) as archive:
        book = tree.fromstring(archive.read("xl/workbook.xml"))
    result = {}
    for name in book.iter(MAIN + "definedName"):
        found = re.fullmatch(r"'?(.*?)'?!\$([A-Z]+)\$(\d+)", name.text or "")
        if found:
            result[name.get("name")] = (found[1], found[2] + found[3])
    return result


def shared_texts(archive):
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    return ["".join(t.text or "" for t in item.iter(MAIN + "t"))
            for item in tree.fromstring(archive.read("xl/sharedStrings.xml")).iter(MAIN + "si")]


def value_of(cell, texts):
    """A float, or a text; None for a cell that is empty."""
    value = cell.find(MAIN + "v")
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(MAIN + "t"))
    if value is None or value.text is None:
        return "" if cell.find(MAIN + "f") is not None else None
    if kind == "s":
        return texts[int(value.text)]
    if kind in ("str", "e"):
        return value.text
    return float(value.text)


def read(path):
    """{sheet: {cell: (value, is it a formula)}}, empty cells left out."""
    result = {}
    with zipfile.ZipFile(path) as archive:
        texts = shared_texts(archive)
        for name, file in sheets_of(archive).items():
            cells = result[name] = {}
            for cell in tree.fromstring(archive.read(file)).iter(MAIN + "c"):
                value = value_of(cell, texts)
                if value is not None:
                    cells[cell.get("r")] = (value, cell.find(MAIN + "f") is not None)
    return result


def number_text(value):
    return repr(value) if isinstance(value, float) else str(value)


def twin(source, target, edits=None):
    """A copy whose formulas all have wrong cached values, and whose inputs are as `edits`
    {(sheet, cell): number, text or None for empty} has them."""
    edits = dict(edits or {})
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        files = {file: name for name, file in sheets_of(archive).items()}
        for item in archive.namelist():
            data = archive.read(item)
            if item in files:
                data = spoil(data.decode("utf-8"), files[item], edits).encode("utf-8")
            out.writestr(item, data)
    assert not edits, f"no such cells: {edits}"


def spoil(text, sheet, edits):
    def formula(match):
        attributes = re.sub(r' t="\w+"', "", match[1])
        return f"<c{attributes}>{match[2]}<v>-77777</v></c>"

    def edited(match):
        key = (sheet, re.search(r' r="([A-Z]+\d+)"', match[1])[1])
        if key not in edits:
            return match[0]
        value = edits.pop(key)
        attributes = re.sub(r' t="\w+"', "", match[1]).rstrip("/")
        if value is None:
            return f"<c{attributes}/>"
        if isinstance(value, str):
            return f'<c{attributes} t="inlineStr"><is><t>{value}</t></is></c>'
        return f"<c{attributes}><v>{number_text(value)}</v></c>"

    text = re.sub(r"<c((?: [^>]*)?)>(<f>[^<]*</f>)(?:<v>[^<]*</v>|<v/>)?</c>", formula, text)
    text = re.sub(r"<c((?: [^>]*)?/)>|<c((?: [^>]*[^/])?)>.*?</c>", lambda m: m[0], text)
    return re.sub(r"<c( [^>]*?)(?:/>|>(?!<f>).*?</c>)", edited, text)


def same(one, other):
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= 1e-9 * max(1.0, abs(one), abs(other))
    return one == other


def differences(ours, theirs, skip=()):
    """Cells of `ours` that are not the same in `theirs`."""
    result = []
    for sheet, cells in ours.items():
        for cell, (value, _) in cells.items():
            if sheet in skip:
                continue
            other = theirs.get(sheet, {}).get(cell, ("", False))[0]
            if not same(value, other):
                result.append((sheet, cell, value, other))
    return result
