using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Tests.Aws;

namespace Pipeline.Enumerator.Tests.Planning;

/// <summary>An order to start a run that is delivered when what it starts has been done already.</summary>
public sealed class RepeatedStartTests
{
    private const string Kind = "AWS::EC2::VPC";

    private static readonly Scope Vpcs = new() { AccountId = AwsStub.Home, Region = AwsStub.Region, Kind = Kind };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static StubAnswer? Unasked(StubRequest request) => null;

    // Of those who find that all scopes have closed one is told to have them swept. If that is this one and it says nothing,
    // the run never ends.
    [Fact]
    [Trait("Row", "R6")]
    public async Task Consume_AllScopesHaveClosed_HasThemSwept()
    {
        await using var stub = await AwsStub.StartAsync(Unasked);
        await using var host = await EnumeratorHost.StartAsync(stub, sweeps: true);
        var start = await host.RecordAsync(Mappings.OfKinds(Kind));
        await host.Ledger.RecordScopeEndAsync(new ScopeEnd { RunId = start.RunId, Scope = Vpcs, Attempt = 1, Pages = 0 }, Token);

        await host.Services.GetRequiredService<IBus>().Publish(start, Token);

        await Eventually.TrueAsync(() => host.Downstream.Sweeps.Count == 1);
        Assert.Equal(Vpcs, host.Downstream.Sweeps[0].Scope);
    }
}
