"""Events of every programme, sign-up for them, and families' journeys to graves far away."""
