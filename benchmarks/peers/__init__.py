"""The peers: each module is a script that checks a package in its own way and prints how many problems it found.

None imports the models, nor another peer: what a peer knows of the tables, it reads from the specification that lies
beside the package (`benchmarks.specification`).
"""
