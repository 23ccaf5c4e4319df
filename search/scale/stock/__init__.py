"""Wagtail's own database search over the same documents, in a site of its own.

It runs in a process of its own with settings of its own and a database in a
temporary directory: nothing of this site is read or written.
"""
