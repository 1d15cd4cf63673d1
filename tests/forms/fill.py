"""fill.py FOLDER COUNTS N - LibreOffice writes the counts of a table into the forms FOLDER/case/1.xlsx ... N.xlsx, and saves
them as filled-1.xlsx and so on. The office runs in a profile of its own and is ended at the end."""
import csv
import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue

folder, table, n = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(table, encoding='utf-8-sig', newline='') as f:
    counts = {(r['区县'], r['行业'], r['类别']): r['数量'] for r in csv.DictReader(f)}
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


def fill(sheet):
    """Every count goes into the column beside its target; returns how many."""
    row = next(r for r in range(20) if sheet.getCellByPosition(0, r).String == '区县')
    done = 0
    while sheet.getCellByPosition(0, row + 1).String:
        row += 1
        key = tuple(sheet.getCellByPosition(c, row).String for c in range(3))
        if key in counts:
            sheet.getCellByPosition(5, row).Value = float(counts[key])
            done += 1
    return done


try:
    context = connect()
    desktop = context.ServiceManager.createInstanceWithContext('com.sun.star.frame.Desktop', context)
    written = 0
    for i in range(1, n + 1):
        document = desktop.loadComponentFromURL(f'file://{folder}/case/{i}.xlsx', '_blank', 0, (option('Hidden', True),))
        written += fill(document.Sheets.getByIndex(0))
        document.storeToURL(f'file://{folder}/case/filled-{i}.xlsx', (option('FilterName', 'Calc MS Excel 2007 XML'),))
        document.close(True)
    try:
        desktop.terminate()
    except Exception:
        pass
    print(written, 'of', len(counts))
    sys.exit(written != len(counts))
finally:
    try:
        office.wait(30)
    except subprocess.TimeoutExpired:
        office.terminate()
        office.wait(30)
