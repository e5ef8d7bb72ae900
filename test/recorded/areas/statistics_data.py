import random
import statistics

rng = random.Random(11)
DATA = [
    [1, 2, 3, 4], [1, 2, 3], [5], [], [1, 2], [1.5, 2.5, 3.5], [1.0, 2, 3], [True, False, True], [0.1] * 10, [1e50, 1, -1e50] * 5, [-1, -2, 3], [2**70, 1], [1e308, 1e308], [float("inf"), 1], [float("inf"), float("-inf")], [float("nan"), 1.0],
    ["a", "b"], [1, "a"], [None], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [10, 20, 20, 30, 30], [1, 1, 1], [0, 0], [3, 1, 2, 1, 3], ["red", "blue", "red"], [1, 1.0, 2], [rng.uniform(-100, 100) for _ in range(50)], [rng.randint(0, 1000) for _ in range(51)],
    [round(rng.gauss(50, 10), 2) for _ in range(30)], (1, 2, 3, 4), {4, 1, 3}, [1e-300, 2e-300], [5e-324, 1e-323], [1, 2.5, 10**20], [86, 91, 75, 84, 79.5],
]
NAMES = ["mean", "fmean", "median", "median_low", "median_high", "mode", "multimode", "variance", "pvariance", "stdev", "pstdev", "harmonic_mean", "median_grouped", "quantiles"]


def calls():
    for data in DATA:
        for name in NAMES:
            odd = data == [None] or any(item != item for item in data)
            if not (isinstance(data, set) and name in ("mode", "multimode") or odd and name == "median_grouped"):
                yield name, getattr(statistics, name), [data]
    for data in DATA[19:29]:
        for n in (1, 2, 3, 4, 10, 0):
            for method in ("exclusive", "inclusive", "x"):
                yield "quantiles_by", lambda d, n, m: statistics.quantiles(d, n=n, method=m), [data, n, method]
    for data in ([1, 2, 3, 4], [1.5, 2.5, 2.5, 2.75, 3.25, 4.75]):
        for center in (2, 2.5, 0):
            for name in ("variance", "pvariance", "stdev", "pstdev"):
                yield name, getattr(statistics, name), [data, center]
        yield "median_grouped", statistics.median_grouped, [data, 2]
    for data, weights in [([85, 92, 83, 89], [0.20, 0.20, 0.30, 0.30]), ([40, 60], [5, 30]), ([1, 2], [1]), ([1, 2], [0, 0]), ([], []), ([1, 0], [1, 1]), ([1, -2], [1, 1]), ([1, 2], [1, -1])]:
        yield "fmean", statistics.fmean, [data, weights]
        yield "harmonic_mean", statistics.harmonic_mean, [data, weights]
    for data in ([54, 24, 36], [1], [], [0, 1], [-1, 2], [1.5, 2.5]):
        yield "geometric_mean", lambda d: float("%.12g" % statistics.geometric_mean(d)), [data]
    for x, y in [([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 1, 2, 3, 1, 2, 3]), ([1, 2, 3], [3, 2, 1]), ([1, 2], [1]), ([1], [1]), ([1, 1], [1, 2]), ([1.5, 2.5, 4], [2, 2, 2]), ([1971, 1975, 1979, 1982, 1983], [1, 2, 3, 4, 5])]:
        for name in ("covariance", "correlation", "linear_regression"):
            yield name, getattr(statistics, name), [x, y]
        yield "proportional", lambda x, y: statistics.linear_regression(x, y, proportional=True), [x, y]
    for mu, sigma in [(0, 1), (100, 15), (-1.5, 0.5), (0, 0), (1, -1)]:
        for x in (0, 1, -2.5, 130):
            for name in ("pdf", "cdf", "zscore"):
                yield "normal", normal, [mu, sigma, name, x]
        for p in (0.5, 0.1, 0.975, 1e-10, 0.9999, 0, 1):
            yield "normal", normal, [mu, sigma, "inv_cdf", p]
        yield "normal_repr", lambda m, s: repr([statistics.NormalDist(m, s), statistics.NormalDist(m, s) + 5, 2 * statistics.NormalDist(m, s), statistics.NormalDist(m, s) - statistics.NormalDist(1, 2), -statistics.NormalDist(m, s) / 2]), [mu, sigma]
        yield "overlap", lambda m, s: float("%.12g" % statistics.NormalDist(m, s).overlap(statistics.NormalDist(2.0, 1.65))), [mu, sigma]
    yield "from_samples", lambda d: repr(statistics.NormalDist.from_samples(d)), [[2.5, 3.1, 2.1, 2.4, 2.7, 3.5]]


def normal(mu, sigma, name, x):
    return float("%.12g" % getattr(statistics.NormalDist(mu, sigma), name)(x))
