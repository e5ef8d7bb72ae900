WORDS = "the quick brown fox jumps over the lazy dog and runs away from the angry bear while it rains".split()


def make_text(lines):
    out = []
    for i in range(lines):
        out.append(" ".join(WORDS[(i * k + k) % len(WORDS)] + str(i % 97) for k in range(12)))
    return "\n".join(out)


def count(text):
    counts = {}
    for line in text.split("\n"):
        for word in line.lower().split():
            word = word.strip(".,!?")
            if word in counts:
                counts[word] += 1
            else:
                counts[word] = 1
    return counts


text = make_text(600_000)
counts = count(text)
for word, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:10]:
    print(word, number)
print(len(counts), sum(counts.values()))
