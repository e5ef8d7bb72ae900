def table(rows):
    lines = []
    for i in range(rows):
        name = "item" + str(i)
        lines.append(f"{name:<12}|{i * 3.5:>10.2f}|{i:05d}")
    return "\n".join(lines)


def caesar(text, shift):
    out = ""
    for ch in text:
        if ch.isalpha():
            base = ord("a") if ch.islower() else ord("A")
            out += chr((ord(ch) - base + shift) % 26 + base)
        else:
            out += ch
    return out


text = table(600_000)
secret = caesar(text, 3)
print(len(text), len(secret), secret[:60], caesar(secret, -3) == text)
