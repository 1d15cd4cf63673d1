#!/usr/bin/env python3
"""A project ledger of the Huzhou rule file, for benches and tests: ledger_table.py ROWS SEED.

One row in fifty claims the project of an earlier row: the same code or another, the name with another
legal form, brackets or blanks, in any county and sector. Written to standard output."""
import random
import sys

ROWS, SEED = int(sys.argv[1]), int(sys.argv[2])
random.seed(SEED)
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
UNITS = ["吴兴区", "南浔区", "德清县", "长兴县", "安吉县", "南太湖新区", "长合区"]
ITEMS = ["商贸（含电商）业", "文化旅游业", "金融业", "人力资源服务业", "物流业", "科技服务业",
         "软件和信息技术服务业（含工业设计）"]
PLACES = ["湖州", "浙江", "吴兴", "南浔", "德清", "长兴", "安吉", "太湖"]
TRADES = ["供应链管理", "电子商务", "物流", "冷链", "旅游发展", "酒店管理", "融资租赁", "创业投资", "人才服务",
          "检测技术", "知识产权", "软件", "数字科技", "工业设计"]
SYLLABLES = [chr(0x4E00 + 37 * i) for i in range(500)]
WEIGHTS = [pow(3, i, 31) for i in range(17)]


def code(n):
    body = "91330500"
    digits = ""
    for _ in range(9):
        digits += ALPHABET[n % 31]
        n //= 31
    body += digits
    total = sum(ALPHABET.index(c) * w for c, w in zip(body, WEIGHTS))
    return body + ALPHABET[(31 - total % 31) % 31]


def brand(n):
    n = n * 48271 % 125000000  # a permutation: 48271 has no factor of 125000000
    return SYLLABLES[n % 500] + SYLLABLES[n // 500 % 500] + SYLLABLES[n // 250000 % 500]


out = ["序号,项目名称,统一社会信用代码,区县,行业,类别,总投资（万元）,年营收（万元）,阶段,签约日期,落地日期,"
       "认定结果,认定日期,证明材料编号,备注"]
firsts = []
for n in range(ROWS):
    if firsts and random.random() < 0.02:
        stem, mark, kind = random.choice(firsts)
        name = stem + random.choice(["有限公司", "股份有限公司", "（集团）有限公司", " 有限公司", "集团"])
        if random.random() < 0.5:
            mark = ""
    else:
        stem = random.choice(PLACES) + brand(n) + random.choice(TRADES)
        name, mark, kind = stem + "有限公司", code(n), random.choice(["固投类", "营收类"])
        if len(firsts) < 100000:
            firsts.append((stem, mark, kind))
    day = random.randint(1, 28)
    month = random.randint(1, 12)
    result = random.choices(["认定", "退回", "不予认定", ""], [90, 3, 3, 4])[0]
    out.append(f"{n + 1},{name},{mark},{random.choice(UNITS)},{random.choice(ITEMS)},{kind},"
               f"{random.randint(500, 90000)},{random.randint(100, 50000)},落地,2023-{month:02d}-{day:02d},"
               f"2023-{month:02d}-28,{result},2023-{month:02d}-28,HZ{n:07d},")
    if len(out) >= 50000:
        sys.stdout.write("\n".join(out) + "\n")
        out = []
sys.stdout.write("\n".join(out) + "\n" if out else "")
