"""Lists as offices send them: code that writes them in every shape and format, with the truth.

Nothing is kept: each file is made anew from a seed, so that a reader that learns the files by heart
gains nothing by it.
"""
