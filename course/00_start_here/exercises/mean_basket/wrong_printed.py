"""Your function returns nothing. print only shows a value on the page, while return hands it back to whoever called the function."""


def mean_basket(orders):
    completed = orders[orders["status"] == "completed"]
    print(completed["amount"].mean())
