"""Workbooks as other programs write them, or as nobody should: parts of XML in an archive.

Everything has a fixed date, so that the same workbook is the same bytes.
"""
import zipfile

MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def relations(rows):
    body = ''.join(f'<Relationship Id="{i}" Type="{RELS}/{kind}" Target="{target}"/>' for i, kind, target in rows)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{body}</Relationships>'


def sheet(rows, extra=''):
    """rows: the XML of the rows."""
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{extra}</worksheet>'


def cell(at, value):
    """An inline text, or a number as a string of digits in a tuple: ('n', '5')."""
    if value is None:
        return ''
    if isinstance(value, tuple):
        return value[1].replace('AT', at) if value[0] == 'xml' else f'<c r="{at}"><v>{value[1]}</v></c>'
    text = value.replace('&', '&amp;').replace('<', '&lt;')
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def column(n):
    name = ''
    while n > 0:
        n, rest = divmod(n - 1, 26)
        name = chr(ord('A') + rest) + name
    return name


def table(values, first=1):
    """Rows of cells from lists of values."""
    out = ''
    for r, row in enumerate(values, first):
        cells = ''.join(cell(f'{column(c)}{r}', v) for c, v in enumerate(row, 1))
        out += f'<row r="{r}">{cells}</row>'
    return out


def book(sheets, strings=None, styles=None, properties='', **more):
    """The parts of a workbook. sheets: (name, XML of the part, state) each."""
    listed, rows = '', []
    parts = {'_rels/.rels': relations([('rId1', 'officeDocument', 'xl/workbook.xml')])}
    for n, (name, xml, state) in enumerate(sheets, 1):
        hidden = f' state="{state}"' if state else ''
        listed += f'<sheet name="{name}" sheetId="{n}"{hidden} r:id="rId{n}"/>'
        rows.append((f'rId{n}', 'worksheet', f'worksheets/sheet{n}.xml'))
        parts[f'xl/worksheets/sheet{n}.xml'] = xml
    if strings is not None:
        rows.append(('rIdS', 'sharedStrings', 'sharedStrings.xml'))
        parts['xl/sharedStrings.xml'] = f'{HEAD}<sst xmlns="{MAIN}">{strings}</sst>'
    if styles is not None:
        rows.append(('rIdT', 'styles', 'styles.xml'))
        parts['xl/styles.xml'] = f'{HEAD}<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    parts['xl/workbook.xml'] = (f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELS}">{properties}'
                                f'<sheets>{listed}</sheets></workbook>')
    parts['xl/_rels/workbook.xml.rels'] = relations(rows)
    parts.update(more.get('parts', {}))
    return parts


def save(path, parts):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (2023, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
