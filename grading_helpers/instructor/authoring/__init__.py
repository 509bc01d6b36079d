"""Read and check the authors' files (lessons, banks, answers), and build notebooks from them."""
