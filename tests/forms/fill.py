"""fill.py FOLDER JOBS - LibreOffice fills forms in and saves them. JOBS is a file; each line of it, divided by tabs: the
form, the table to fill it from, the unit whose rows are taken, and what to save it as. The office runs in a profile of its
own below FOLDER and is ended at the end."""
import csv
import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue

folder, jobs = sys.argv[1], sys.argv[2]
# Columns of the tables whose unit the forms ask for beside the amount.
AMOUNTS = {'总投资（亿元）': ('总投资', '亿元'), '年营收（万元）': ('年营收', '万元')}
NUMBERS = {'数量', '得分', '总投资', '年营收'}
pipe = f'kaohe{os.getpid()}'
office = subprocess.Popen(['soffice', '--headless', '--norestore', f'-env:UserInstallation=file://{folder}/office',
                           f'--accept=pipe,name={pipe};urp;'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def connect():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext('com.sun.star.bridge.UnoUrlResolver', local)
    for _ in range(240):
        try:
            return resolver.resolve(f'uno:pipe,name={pipe};urp;StarOffice.ComponentContext')
        except Exception:
            time.sleep(0.5)
    sys.exit('no office')


def option(name, value):
    p = PropertyValue()
    p.Name, p.Value = name, value
    return p


def rows_of(table, unit):
    with open(table, encoding='utf-8-sig', newline='') as f:
        return [r for r in csv.DictReader(f) if r['区县'] == unit]


def enter(cell, title, text):
    """As somebody types it: digits become numbers, days become dates."""
    if title in NUMBERS:
        cell.Value = float(text)
    elif title.endswith('日期'):
        cell.Formula = text
    else:
        cell.String = text


def amounts_apart(row):
    out = {}
    for title, text in row.items():
        name, unit = AMOUNTS.get(title, (title, ''))
        out[name] = text
        if unit and text:
            out[f'{name}单位'] = unit
    return out


def fill(sheet, rows):
    """Counts go beside their targets, row by row; all else below the header. Returns how many rows were entered."""
    head = next(r for r in range(20) if sheet.getCellByPosition(0, r).String in ('区县', '项目名称'))
    titles = {}
    while sheet.getCellByPosition(len(titles), head).String:
        titles[sheet.getCellByPosition(len(titles), head).String] = len(titles)
    if '数量' in titles:
        counts = {(r['区县'], r['行业'], r['类别']): r['数量'] for r in rows}
        done = 0
        while sheet.getCellByPosition(0, head + 1).String:
            head += 1
            key = tuple(sheet.getCellByPosition(c, head).String for c in range(3))
            if key in counts:
                enter(sheet.getCellByPosition(titles['数量'], head), '数量', counts[key])
                done += 1
        return done
    for n, row in enumerate(rows, head + 1):
        for title, text in amounts_apart(row).items():
            if text and title in titles:
                enter(sheet.getCellByPosition(titles[title], n), title, text)
        if '期间' in titles:
            sheet.getCellByPosition(titles['期间'], n).String = '2023年'
    return len(rows)


try:
    context = connect()
    desktop = context.ServiceManager.createInstanceWithContext('com.sun.star.frame.Desktop', context)
    written = wanted = 0
    for job in open(jobs, encoding='utf-8').read().splitlines():
        form, table, unit, saved = job.split('\t')
        rows = rows_of(table, unit)
        document = desktop.loadComponentFromURL(f'file://{form}', '_blank', 0, (option('Hidden', True),))
        written += fill(document.Sheets.getByIndex(0), rows)
        wanted += len(rows)
        document.storeToURL(f'file://{saved}', (option('FilterName', 'Calc MS Excel 2007 XML'),))
        document.close(True)
    try:
        desktop.terminate()
    except Exception:
        pass
    print(written, 'of', wanted)
    sys.exit(written != wanted)
finally:
    try:
        office.wait(30)
    except subprocess.TimeoutExpired:
        office.terminate()
        office.wait(30)
