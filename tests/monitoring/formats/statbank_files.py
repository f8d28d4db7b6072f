"""Files from Statistics Denmark's StatBank: layout L7 as its programming interface gives it."""

POPULATION = """OMRÅDE;KØN;ALDER;TID;INDHOLD
000;TOT;IALT;2025K1;5992734
000;TOT;IALT;2026K1;6011488
081;TOT;IALT;2026K1;594323
01;TOT;IALT;2026K1;807000
851;TOT;IALT;2025K1;223174
851;TOT;IALT;2026K1;224612
851;TOT;18-64;2026K1;..
"""


def statbank(text=POPULATION):
    """Return the bytes of a StatBank file: utf-8 with its mark, CRLF."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")
