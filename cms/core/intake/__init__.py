"""What the public hands in: receipts, drafts, checks, consent, encryption, retention.

A programme that takes something in (a nomination, a lead, a booking) subclasses
:class:`~cms.core.intake.models.IntakeRecord` and calls the functions of
:mod:`cms.core.intake.domain`; the call-back request here is the first to do so.
"""
