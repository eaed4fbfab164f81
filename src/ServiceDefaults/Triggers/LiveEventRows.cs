using Pipeline.ServiceDefaults.Known;

namespace Pipeline.ServiceDefaults.Triggers;

internal static class LiveEventRows
{
    public static readonly KnownSetting SecondKey = new(
        "PIPELINE__LIVE_EVENTS__SECOND_API_KEY", null,
        "A second key that live events may be sent with, while senders change from one to the other.") { Sensitive = true };

    public static readonly KnownSetting KeyFile = new(
        "PIPELINE__LIVE_EVENTS__API_KEYS_FILE", null,
        "File with keys that live events may be sent with, one a line. It is read again when it changes: a key is accepted or refused within a second.");

    public static readonly KnownSetting CatalogFile = new(
        "PIPELINE__LIVE_EVENTS__CATALOG", null,
        "JSON file with rows that are added to the catalog of AWS's events, in the form of `src/Ingress/LiveEvents/Catalog/event-catalog.json`.");

    public static readonly KnownSetting Queue = new(
        "PIPELINE__LIVE_EVENTS__QUEUE", null,
        "Name of an SQS queue in `PIPELINE__AWS__REGION` that rules of EventBridge put events into, without a webhook. "
        + "It, and one with `_error` at the end for what is no event, are created when they are missing, unless `PIPELINE__MESSAGING__TOPOLOGY` is `Verify`.");

    public static KnownSettingSection Section { get; } = new(
        "Live events", "Sent to `POST /integration/webhook`, or to a queue: EventBridge's own events, or what Ocean's Terraform module makes of them.",
        [SecondKey, KeyFile, Queue, CatalogFile]);
}
