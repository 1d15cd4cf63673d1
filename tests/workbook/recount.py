"""LibreOffice recounts workbooks: made to recalculate every file that it loads, many in one start."""
import os
import subprocess

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""


def recount(folder, files, out, seconds=600):
    """Converts them to .xlsx again in `out`, recalculated. `folder` holds the profile."""
    user = os.path.join(folder, "profile", "user")
    os.makedirs(user, exist_ok=True)
    with open(os.path.join(user, "registrymodifications.xcu"), "w", encoding="utf-8") as file:
        file.write(PROFILE)
    subprocess.run(["soffice", "-env:UserInstallation=file://" + os.path.join(folder, "profile"),
                    "--headless", "--convert-to", "xlsx", "--outdir", out, *files],
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=seconds, check=True)
