// Each of these starts sandboxes that use every core; two classes at once would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
