"""peer_numpy.py - the same analyses with NumPy, as well as NumPy can reasonably do them.

    peer_numpy.py smaa|sobol WAY TABLE N THREADS SEED [RESULTS]

WAY is how units are ranked. `sorted`: argsort, then everything else on small integers. `compared`:
every pair is compared, draws side by side; faster than sorting where there are few units.
N is the number of draws, of Sobol that of the rows of each matrix. Prints the seconds that the
computation took, without the start of Python and the reading of the table: by the clock, and those of
the processor. RESULTS gets what was
found, as JSON. Threads are processes, each with a share of the draws: the interpreter's lock never
stands in the way. All in double, as users have it.
"""
import json
import mmap
import multiprocessing
import sys
import time
import numpy as np

CACHE = 1 << 20  # bytes that a batch may take: the second-level cache of one core


def read_table(path):
    with open(path, encoding="utf-8") as f:
        return np.array([[float(v) for v in line.split(",")[1:]] for line in list(f)[1:]])


def small(m):
    return np.uint8 if m <= 256 else np.uint16


def count_true(g, out):
    """Adds to out the number of true values in each row of g, whose length is a multiple of 8.

    255 words are added at a time, as eight counters of a byte each: four times as fast as
    count_nonzero() with an axis.
    """
    words = g.view(np.uint64)
    for first in range(0, words.shape[1], 255):
        sums = np.add.reduce(words[:, first:first + 255], axis=1)
        out += sums.view(np.uint8).reshape(-1, 8).sum(1, dtype=np.int64)


def scores(x, w):
    """Scores [unit, draw] for raw weights [item, draw], which are divided by their sum."""
    return np.matmul(x, w) / w.sum(0)


def ranks_sorted(s):
    """Ranks [unit, draw] from 0; sorts a few draws at a time. Equal scores share no rank."""
    m, n = s.shape
    rank = np.empty((m, n), small(m))
    positions = np.arange(m, dtype=small(m))[None, :]
    step = max(8, CACHE // (24 * m))
    for first in range(0, n, step):
        order = np.argsort(-s[:, first:first + step].T, axis=1)
        part = np.empty(order.shape, small(m))
        np.put_along_axis(part, order, positions, 1)
        rank[:, first:first + step] = part.T
    return rank


def ranks_compared(s, wins=None):
    """The same by comparing every pair; wins [unit, unit], if given, gets who beat whom."""
    m, n = s.shape
    rank = np.zeros((m, n), small(m))
    above = np.empty((m, n), bool)
    for i in range(m - 1):
        g = above[i + 1:]
        np.greater(s[i], s[i + 1:], out=g)
        if wins is not None:
            count_true(g, wins[i, i + 1:])
        rank[i + 1:] += g.view(np.uint8)
        rank[i] += (m - 1 - i) - g.view(np.uint8).sum(0, dtype=small(m))
    return rank


def pairs_of_ranks(rank, wins):
    """Adds to wins[i, j], i < j, how often i is before j; a few j at a time, which stay in the cache."""
    m, n = rank.shape
    block = max(8, CACHE // (4 * n))
    above = np.empty((block, n), bool)
    for first in range(0, m, block):
        last = min(m, first + block)
        for i in range(last - 1):
            begin = max(first, i + 1)
            g = above[:last - begin]
            np.less(rank[i], rank[begin:last], out=g)
            count_true(g, wins[i, begin:last])


def shared(*shape):
    """Zeros that a process leaves to its parent without sending them."""
    n = int(np.prod(shape))
    return np.frombuffer(mmap.mmap(-1, 8 * n), np.int64, n).reshape(shape)


def smaa_sums(m, k):
    return [shared(m, m), shared(m, m), shared(m).view(float), shared(m).view(float)]


def smaa(x, way, n, seed, sums):
    m, k = x.shape
    rng = np.random.Generator(np.random.PCG64(seed))
    acceptability, wins, sum1, sum2 = sums
    batch = 2040 if m > 16 else 16320
    left = n
    while left > 0:
        now = min(batch, (left + 7) // 8 * 8)
        left -= now
        s = scores(x, rng.standard_exponential((k, now)))
        sum1 += s.sum(1)
        sum2 += np.einsum("ij,ij->i", s, s)
        if way == "sorted":
            rank = ranks_sorted(s)
            pairs_of_ranks(rank, wins)
        else:
            rank = ranks_compared(s, wins)
        for i in range(m):
            acceptability[i] += np.bincount(rank[i], minlength=m)


def smaa_results(sums):
    acceptability, wins, sum1, sum2 = sums
    n = acceptability[0].sum()
    m = len(wins)
    upper = np.triu(np.ones((m, m), bool), 1)
    wins = np.where(upper, wins, 0)
    wins = wins + np.where(upper, n - wins, 0).T
    places = np.arange(1, m + 1)
    mean = sum1 / n
    rank = acceptability @ places / n
    return {"rank_acceptability": (acceptability / n).tolist(), "pairwise": (wins / n).tolist(),
            "score_mean": mean.tolist(), "score_sd": np.sqrt(np.maximum(0, sum2 / n - mean**2)).tolist(),
            "rank_mean": rank.tolist(),
            "rank_sd": np.sqrt(np.maximum(0, acceptability @ places**2 / n - rank**2)).tolist()}


def sobol_sums(m, k):
    return [shared(2, m, k).view(float), shared(2, m, k).view(float), shared(2, m).view(float),
            shared(2, m).view(float), shared(1)]


def sobol(x, way, n, seed, sums):
    """First-order indices by Saltelli (2010), total ones by Jansen (1999), of each score and rank."""
    m, k = x.shape
    rng = np.random.Generator(np.random.PCG64(seed))
    ranks = ranks_sorted if way == "sorted" else ranks_compared
    first, total, sum1, sum2, done = sums
    batch = max(64, CACHE // (8 * (m + k)))

    def outputs(w):
        s = scores(x, w)
        return s, ranks(s).astype(float)

    left = n
    while left > 0:
        now = min(batch, left)
        left -= now
        a, b = rng.standard_exponential((k, now)), rng.standard_exponential((k, now))
        fa, fb = outputs(a), outputs(b)
        for f in (fa, fb):
            for o in range(2):
                sum1[o] += f[o].sum(1)
                sum2[o] += np.einsum("ij,ij->i", f[o], f[o])
        for item in range(k):
            kept = a[item].copy()
            a[item] = b[item]
            fab = outputs(a)
            a[item] = kept
            for o in range(2):
                d = fab[o] - fa[o]
                first[o, :, item] += np.einsum("ij,ij->i", fb[o], d)
                total[o, :, item] += np.einsum("ij,ij->i", d, d)
    done += n


def sobol_results(sums):
    first, total, sum1, sum2, n = sums
    variance = (sum2 / (2 * n) - (sum1 / (2 * n))**2)[:, :, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        s, t = first / n / variance, total / (2 * n) / variance
    return {"score": {"first": s[0].tolist(), "total": t[0].tolist()},
            "rank": {"first": s[1].tolist(), "total": t[1].tolist()}}


ANALYSES = {"smaa": (smaa, smaa_sums, smaa_results), "sobol": (sobol, sobol_sums, sobol_results)}


def main():
    analysis, way, table, n, threads, seed = sys.argv[1:7]
    run, new_sums, results = ANALYSES[analysis]
    x, n, threads = read_table(table), int(n), int(threads)
    begun, used = time.perf_counter(), time.process_time()
    seeds = np.random.SeedSequence(int(seed)).spawn(threads)
    parts = [new_sums(*x.shape) for _ in range(threads)]
    jobs = [(x, way, n * (t + 1) // threads - n * t // threads, seeds[t], parts[t]) for t in range(threads)]
    processes = [multiprocessing.get_context("fork").Process(target=run, args=job) for job in jobs[1:]]
    for p in processes:
        p.start()
    run(*jobs[0])
    for p in processes:
        p.join()
        if p.exitcode != 0:
            sys.exit("a process of NumPy failed")
    for part in parts[1:]:
        for total, addend in zip(parts[0], part):
            total += addend
    print(f"{time.perf_counter() - begun:.6f} {time.process_time() - used:.6f}")
    if len(sys.argv) > 7:
        with open(sys.argv[7], "w", encoding="utf-8") as f:
            json.dump(results(parts[0]), f)


if __name__ == "__main__":
    main()
