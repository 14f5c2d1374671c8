"""`python -m fcgen` is the same as `fcgen`."""

from fcgen.cli import main

if __name__ == "__main__":
    main()
