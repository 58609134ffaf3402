"""
``python -m reqcheck``.
"""

from reqcheck.cli import main

if __name__ == "__main__":
    main()
