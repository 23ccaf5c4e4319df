"""Online exhibitions: rooms, objects, how they are shown."""
