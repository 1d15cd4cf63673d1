"""shapes.py KAOHE PROJECT FOLDER - the same little table in the shapes that programs write it in, each of which must be read
alike; and workbooks that are damaged or mean harm, each of which must end with a message and code 1, never with a signal."""
import os
import random
import re
import subprocess
import sys
import zipfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from workbook import HEAD, MAIN, RELS, book, relations, save, sheet, table  # noqa: E402

kaohe, project, folder = sys.argv[1:4]
case = os.path.join(folder, 'shapes')
passed = failed = 0
HEADER = ['区县', '行业', '类别', '数量']
WIDTHS = ('A', 'B', 'C', 'D')


def verdict(what, ok, more=''):
    global passed, failed
    passed, failed = passed + ok, failed + (not ok)
    if not ok:
        print('FAILED', what, more[:600])


def score():
    run = subprocess.run([kaohe, 'explain', case, '--unit', 'wuxing', '--item', 'logistics', '--lang', 'en'],
                         capture_output=True, timeout=60)
    out = (run.stdout + run.stderr).decode('utf-8', 'replace')
    return run.returncode, re.sub('[0-9a-f]{64}', '', out)


def keep(parts):
    save(os.path.join(case, 't.xlsx'), parts)


# The bundled case, with the two counts of one item in a workbook.
os.mkdir(case)
source = os.path.join(project, 'inputs', 'huzhou-2023')
for name in ('targets.csv', 'judged.csv', 'counts.csv', 'assessment.cfg'):
    with open(os.path.join(source, name), encoding='utf-8', newline='') as f:
        text = f.read()
    if name == 'counts.csv':
        text = ''.join(x for x in text.splitlines(True) if not x.lstrip('\ufeff').startswith('吴兴区,物流业,'))
    if name == 'assessment.cfg':
        text = text.replace('"counts.csv"', '"counts.csv", "t.xlsx"')
    with open(os.path.join(case, name), 'w', encoding='utf-8', newline='') as f:
        f.write(text)


def rows(one, two):
    """The XML of the table with the two counts as cells."""
    def row(r, kind, value):
        texts = table([['吴兴区', '物流业', kind]], r)
        return texts.replace('</row>', value.replace('AT', f'D{r}') + '</row>')
    return table([HEADER]) + row(2, '固投类', one) + row(3, '营收类', two)


def number(v):
    return f'<c r="AT"><v>{v}</v></c>'


keep(book([('数量', sheet(rows(number(1), number(2))), None)]))
code, wanted = score()
verdict('inline texts and plain numbers', code == 0 and 't.xlsx:数量!D2' in wanted, wanted)
TEXTS = HEADER + ['吴兴区', '物流业', '固投类', '营收类']
STRINGS = ''.join(f'<si><t>{t}</t></si>' for t in TEXTS[:-2]) + (
    '<si><r><rPr><b/></rPr><t>固投</t></r><r><t xml:space="preserve">类 </t></r><rPh sb="0" eb="1"><t>ko</t></rPh></si>'
    '<si><t>营收类</t><phoneticPr fontId="1"/></si>')
SHARED = ('<row r="1">' + ''.join(f'<c r="{c}1" t="s"><v>{i}</v></c>' for i, c in enumerate(WIDTHS)) + '</row>'
          '<row r="2"><c r="A2" t="s"><v>4</v></c><c r="B2" t="s"><v>5</v></c><c r="C2" t="s"><v>6</v></c><c r="D2"><v>1</v></c></row>'
          '<row r="3"><c r="A3" t="s"><v>4</v></c><c r="B3" t="s"><v>5</v></c><c r="C3" t="s"><v>7</v></c><c r="D3"><v>2</v></c></row>')
NO_R = SHARED
for r in '123':
    NO_R = NO_R.replace(f' r="{r}"', '')
    for c in WIDTHS:
        NO_R = NO_R.replace(f' r="{c}{r}"', '')


def prefixed(xml):
    xml = xml.replace('xmlns=', 'xmlns:x=')
    for tag in ('worksheet', 'sheetData', 'row', 'c', 'v', 'is', 't'):
        for before in ('<', '</'):
            for after in (' ', '>'):
                xml = xml.replace(f'{before}{tag}{after}', f'{before}x:{tag}{after}')
    return xml


plain = rows(number(1), number(2))
absolute = book([('数量', sheet(plain), None)])
absolute['xl/_rels/workbook.xml.rels'] = relations([('rId1', 'worksheet', '/xl/worksheets/sheet1.xml')])
moved = book([('数量', sheet(plain), None)])
moved['data/one.xml'] = moved.pop('xl/worksheets/sheet1.xml')
moved['xl/_rels/workbook.xml.rels'] = relations([('rId1', 'worksheet', '../data/one.xml')])
strict = {k: v.replace(RELS, 'http://purl.oclc.org/ooxml/officeDocument/relationships').replace(
    MAIN, 'http://purl.oclc.org/ooxml/spreadsheetml/main') for k, v in book([('数量', sheet(plain), None)]).items()}
shifted = plain
for r in (3, 2, 1):
    shifted = shifted.replace(f'<row r="{r}">', f'<row r="{r + 4}">')
    for c in WIDTHS:
        shifted = shifted.replace(f'r="{c}{r}"', f'r="{c}{r + 4}"')
for what, parts in {
    'shared strings, rich text, phonetic guides': book([('数量', sheet(SHARED), None)], strings=STRINGS),
    'no references at all': book([('数量', sheet(NO_R), None)], strings=STRINGS),
    'prefixes': book([('数量', prefixed(sheet(plain)), None)]),
    'absolute targets': absolute,
    'a sheet in another folder': moved,
    'the strict form': strict,
    'numbers stored as text': book([('数量', sheet(rows('<c r="AT" t="inlineStr"><is><t> 1</t></is></c>',
                                                        '<c r="AT" t="str"><v>2</v></c>')), None)]),
    'formulas with their results': book([('数量', sheet(rows('<c r="AT"><f>2-1</f><v>1</v></c>',
                                                             '<c r="AT" t="str"><f>"2"</f><v>2</v></c>')), None)]),
    'binary dust': book([('数量', sheet(rows(number('0.99999999999999989'), number('2.0000000000000004'))), None)]),
    'exponents': book([('数量', sheet(rows(number('1E0'), number('20E-1'))), None)]),
    'empty cells with a style, rows without any text': book([('数量', sheet(
        plain.replace('</row>', '<c r="F9" s="3"/></row>'.replace('F9', 'F1'), 1) + '<row r="9" hidden="1"><c r="A9"/></row>'), None)]),
    'a title and instructions above': book([('数量', sheet(table([['报送表'], ['填写说明：每行一个数']]) + shifted), None)]),
    'comments and CDATA': book([('数量', sheet(plain.replace('<v>1</v>', '<v><!-- one --><![CDATA[1]]></v>')), None)]),
}.items():
    keep(parts)
    code, out = score()
    expected = wanted if 'above' not in what else wanted.replace('!D2', '!D6').replace('!D3', '!D7')
    verdict(what, code == 0 and out == expected, out)

# ---- what must be refused ----

small = book([('数量', sheet(plain), None)])


def refuse(what, word):
    code, out = score()
    verdict(what, code == 1 and f'[{word}' in out, f'{code} {out}')


keep({f'{n}': '' for n in range(10001)})
refuse('ten thousand and one entries', 'workbook-large')
keep(book([('数量', sheet(' ' * 12000000), None)]))
refuse('a bomb', 'workbook-large')
keep(book([('数量', sheet('<row r="1048577"><c r="A1048577"><v>1</v></c></row>'), None)]))
refuse('a row beyond the last', 'workbook-broken')
for at in ('XFE1', 'A0', '1A', 'AAAAAAAAAA1', 'A99999999999999999999', 'B1048576', ''):
    keep(book([('数量', sheet(f'<row r="1"><c r="{at}"><v>1</v></c></row>'), None)]))
    refuse(f'a cell called {at}', 'workbook-broken')
keep(book([('数量', sheet('<row r="2"/><row r="1"/>'), None)]))
refuse('rows out of order', 'workbook-broken')
keep(book([('数量', sheet('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), None)], strings='<si><t>x</t></si>'))
refuse('a shared string that is not there', 'workbook-broken')
keep(book([('数量', sheet('<row r="1"><c r="A1"><v>12abc</v></c></row>'), None)]))
refuse('no number', 'workbook-broken')
keep(book([('数:量', sheet(plain), None)]))
refuse('a sheet name with a colon', 'workbook-broken')
keep(dict(small, **{'xl/_rels/workbook.xml.rels': relations([('rId1', 'worksheet', '../../../etc/passwd')])}))
refuse('a target outside', 'workbook-broken')
keep(dict(small, **{'/etc/passwd': ''}))
refuse('an absolute name', 'workbook-names')
LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + ''.join(
    f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in zip('abcdefgh', 'bcdefghi')) + ']>'
keep(book([('数量', f'{HEAD}{LAUGHS}<worksheet xmlns="{MAIN}"><sheetData><row><c><v>&i;</v></c></row></sheetData></worksheet>', None)]))
refuse('entities within entities', 'workbook-')
keep(book([('数量', f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData><row><c><v>&undefined;</v></c></row></sheetData></worksheet>', None)]))
refuse('an entity that nobody defines', 'workbook-broken')

# ---- damage: one to four bytes changed, or the end cut off; any outcome but a crash ----

path = os.path.join(case, 't.xlsx')
keep(book([('数量', sheet(SHARED), None)], strings=STRINGS, styles='<cellXfs><xf numFmtId="14"/></cellXfs>'))
with open(path, 'rb') as f:
    whole = f.read()
with zipfile.ZipFile(path) as archive:
    texts = {n: archive.read(n) for n in archive.namelist()}
draw = random.Random(20230505)
ROUNDS = int(os.environ.get('FLIPS', '150'))
crashed = 0
for i in range(ROUNDS):
    if i % 2 == 0:  # in the archive
        bad = bytearray(whole)
        for _ in range(draw.randint(1, 4)):
            bad[draw.randrange(len(bad))] = draw.randrange(256)
        if i % 10 == 0:
            bad = bad[:draw.randrange(len(bad))]
        with open(path, 'wb') as f:
            f.write(bad)
    else:  # in the XML
        parts = {n: bytearray(t) for n, t in texts.items()}
        part = parts[draw.choice(sorted(parts))]
        for _ in range(draw.randint(1, 4)):
            part[draw.randrange(len(part))] = draw.randrange(256)
        save(path, {n: bytes(t) for n, t in parts.items()})
    code, out = score()
    if code not in (0, 1) or (code == 1 and 'error[' not in out):
        crashed += 1
        print('FAILED damage', i, code, out[:300])
verdict('no damage ends in a crash', crashed == 0)
print(f'{passed} passed, {failed} failed')
sys.exit(failed > 0)
