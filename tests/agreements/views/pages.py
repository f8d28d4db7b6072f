"""What is sent to the agreement's pages, and what is read on them."""

PDF = b"%PDF-1.7 x"
HEAD = {
    "kind": "framework",
    "organisation": "",
    "name": "Fælles udlejningsaftale 2028–2031",
    "from_date": "2028-01-01",
    "to_date": "2031-12-31",
    "includes_fleksibel_udlejning": "on",
    "renegotiation_from_date": "",
    "convener": "",
    "based_on": "",
}


def words(response):
    return response.content.decode().replace("\u00a0", " ")
