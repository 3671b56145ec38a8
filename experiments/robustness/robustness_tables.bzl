"""The tables of what attacks say."""

# Program by target.
ROBUSTNESS_TABLES = {
    "table_attack_overview": "//experiments/robustness:make_overview_table",
    "table_robustness": "//experiments/robustness:make_robustness_table",
    "table_transfer": "//experiments/robustness:make_transfer_table",
}
