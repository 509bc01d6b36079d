"""Numbers the blocks of equal stages and keeps the first of each."""


def customer_paths(log):
    log = log.loc[log["ts"].notna(), ["customer_id", "ts", "stage"]].reset_index(drop=True)
    order = log["ts"].argsort(kind="stable")
    log = log.iloc[order].sort_values("customer_id", kind="stable")
    new = (log["stage"] != log["stage"].shift()) | (
        log["customer_id"] != log["customer_id"].shift()
    )
    log = log.assign(block=new.cumsum()).drop_duplicates("block")
    return log.groupby("customer_id").agg({"stage": list})["stage"].map(">".join).to_dict()
