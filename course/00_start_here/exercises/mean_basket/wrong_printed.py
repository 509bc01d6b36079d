"""Nothing comes back from the function. What print shows on the page is lost to whoever called it; return hands it over."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    print(completed["amount"].mean())
