"""A stand-in for the services of model providers, on loopback.

It speaks the wire formats that the providers' own libraries expect, and answers by what is asked (see
`answers.py`), so that a run gives the same spans each time. Standard library only.
"""
