"""What is printed or drawn: PDF and PNG of documents by typst, posters by Pillow.

``press`` makes documents from templates, ``poster`` the share posters, and
``missing`` tells which characters the fonts of both cannot draw. docs/print.md
shows how a new document is made.
"""
