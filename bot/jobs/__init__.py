"""What happens without anybody pressing: deliveries, refreshed messages, areas that reveal themselves."""
