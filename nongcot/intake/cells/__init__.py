"""Single cells understood: what they say, how they were repaired, why they could not be used.

Every parser takes the raw cell and gives an :class:`Understood`; the ``is_...`` functions give a bool. No Django.
"""
