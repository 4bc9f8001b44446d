"""What `python -m tipcli` runs."""

from tipcli.express import main

if __name__ == "__main__":
    main()
