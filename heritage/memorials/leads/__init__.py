"""Kin search (为烈士寻亲): leads of the public about names on rolls."""
