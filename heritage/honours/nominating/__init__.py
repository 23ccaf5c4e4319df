"""Nominating: the public form step by step, the clerk's, tables of many, and following them."""
