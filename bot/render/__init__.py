"""Pictures and documents. Each is made by a child process of its own, ``python -m bot.render``.

:mod:`bot.render.process` is the parent's side; only the child loads the typesetter.
"""
