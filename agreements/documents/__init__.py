"""The agreement as a document to read, send and sign: `outline.compose` says what is in it, and for whom;
`word.word_document` and `pdf.pdf_document` print it (docs/decisions/0012).
"""
