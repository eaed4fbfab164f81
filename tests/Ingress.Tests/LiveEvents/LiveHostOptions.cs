using Pipeline.Ingress.LiveEvents;
using Pipeline.Ingress.Mappings;
using Pipeline.Ingress.Webhook;
using Pipeline.Ledger.Tables;
using Pipeline.ServiceDefaults;

namespace Pipeline.Ingress.Tests.LiveEvents;

internal sealed record LiveHostOptions
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public ILedgerTable? Table { get; init; }

    public IMappingOrigin Mappings { get; init; } = new GivenMapping("AWS::EC2::Instance", "AWS::S3::Bucket", "AWS::SQS::Queue", "AWS::Lambda::Function");

    public LiveEventOptions LiveEvents { get; init; } = new();

    public WebhookOptions Webhook { get; init; } = new() { Keys = [new Secret(LiveHost.Key)] };
}
