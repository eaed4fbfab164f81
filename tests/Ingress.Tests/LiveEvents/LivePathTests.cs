using System.Net;
using Pipeline.Contracts;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests.LiveEvents;

/// <summary>From the webhook to what Mapper gets, over HTTP on both sides. Numbers are those of the weaknesses listed for Ocean.</summary>
public sealed class LivePathTests : IAsyncLifetime
{
    private const string Instance = "AWS::EC2::Instance";

    private SimulatedWorld _world = null!;
    private LiveHost _host = null!;
    private string _account = string.Empty;

    public async ValueTask InitializeAsync()
    {
        _world = await SimulatedWorld.StartAsync(
            new SimulatorOptions { Accounts = 3, Regions = ["us-east-1", "eu-west-1"], ResourcesPerScope = 3 }, CancellationToken.None);
        _host = await LiveHost.StartAsync(_world);
        _account = _world.InstallationAccountId;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task When_an_instance_that_exists_changes_then_its_present_state_is_seen()
    {
        var id = _world.IdentifierOf(Instance, _account, "eu-west-1", 1);

        await AcceptAsync(Events.Event("aws.ec2", "EC2 Instance State-change Notification", $$"""{"instance-id":"{{id}}","state":"running"}""", account: _account));

        var seen = await SeenAsync();
        Assert.Equal(id, seen.Resources[0].Identifier);
        Assert.Equal($"{_account}/eu-west-1/{Instance}", seen.Scope.ToString());
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), seen.OccurredAt);
    }

    [Fact]
    public async Task When_the_body_lacks_the_account_then_it_is_found_and_not_deleted__weakness_3()
    {
        var id = _world.IdentifierOf(Instance, _account, "eu-west-1", 1);

        await AcceptAsync(Events.Hook(Instance, id, account: string.Empty));

        Assert.Equal(_account, (await SeenAsync()).Scope.AccountId);
        await Eventually.TrueAsync(() => _host.Lane.Gone.Count == 2);
        Assert.DoesNotContain(_account, _host.Lane.Gone.Select(gone => gone.Resource.AccountId));
    }

    [Theory]
    [InlineData(SimulatorFaultKind.Throttle)]
    [InlineData(SimulatorFaultKind.Deny)]
    [InlineData(SimulatorFaultKind.ExpireCredentials)]
    [InlineData(SimulatorFaultKind.DisableRegion)]
    public async Task When_aws_refuses_for_a_while_then_nothing_is_deleted__weaknesses_1_and_8(SimulatorFaultKind fault)
    {
        var id = _world.IdentifierOf(Instance, _account, "eu-west-1", 1);
        _world.SetFaults(new SimulatorFault { Kind = fault, Operation = "GetResource", Times = 2 });

        await AcceptAsync(Events.Instances(_account, "eu-west-1", id));

        Assert.Equal(id, (await SeenAsync()).Resources[0].Identifier);
        Assert.Empty(_host.Lane.Gone);
    }

    [Fact]
    public async Task When_no_run_ever_listed_accounts_then_an_event_finds_them__weakness_2()
    {
        var other = _world.AccountIds.First(account => account != _account);
        var id = _world.IdentifierOf(Instance, other, "us-east-1", 2);

        await AcceptAsync(Events.Instances(other, "us-east-1", id));

        Assert.Equal(other, (await SeenAsync()).Scope.AccountId);
    }

    [Fact]
    [Trait("Row", "S10")]
    public async Task When_the_account_is_a_strangers_then_nothing_is_asked_or_deleted()
    {
        await AcceptAsync(Events.Instances("999999999999", "eu-west-1", "i-1"));
        await AcceptAsync(Events.Instances(_account, "eu-west-1", _world.IdentifierOf(Instance, _account, "eu-west-1", 1)));

        await SeenAsync();
        Assert.Empty(_host.Lane.Gone);
    }

    [Fact]
    public async Task When_a_call_names_many_instances_then_each_is_seen()
    {
        var ids = Enumerable.Range(0, 3).Select(index => _world.IdentifierOf(Instance, _account, "eu-west-1", index)).ToList();

        await AcceptAsync(Events.Instances(_account, "eu-west-1", ids));

        await Eventually.TrueAsync(() => _host.Lane.Seen.Count == 3);
        Assert.Equal(ids.Order(), _host.Lane.Seen.Select(seen => seen.Resources[0].Identifier).Order());
    }

    [Fact]
    public async Task When_a_resource_is_gone_then_it_is_said_by_the_identifier_that_listing_gives__weakness_6()
    {
        var function = $"arn:aws:lambda:eu-west-1:{_account}:function:no-such-function";

        await AcceptAsync(Events.Event("aws.tag", "Tag Change on Resource", resources: $"[\"{function}\"]", account: _account));

        await Eventually.TrueAsync(() => _host.Lane.Gone.Count == 1);
        Assert.Equal($"{_account}/eu-west-1/AWS::Lambda::Function/no-such-function", _host.Lane.Gone[0].Resource.ToString());
    }

    [Theory]
    [InlineData("url")]
    [InlineData("arn")]
    [InlineData("name")]
    public async Task When_a_queue_is_named_by_url_arn_or_name_then_it_is_seen(string form)
    {
        var url = _world.IdentifierOf("AWS::SQS::Queue", _account, "eu-west-1", 1);
        var name = url.Split('/')[^1];
        var identifier = form switch { "url" => url, "arn" => $"arn:aws:sqs:eu-west-1:{_account}:{name}", _ => name };

        await AcceptAsync(Events.Hook("AWS::SQS::Queue", identifier, _account));

        Assert.Equal(url, (await SeenAsync()).Resources[0].Identifier);
    }

    [Fact]
    public async Task When_a_hundred_events_of_one_resource_come_at_once_then_it_is_fetched_twice()
    {
        var id = _world.IdentifierOf(Instance, _account, "eu-west-1", 1);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => AcceptAsync(Events.Hook(Instance, id, _account))));

        await Eventually.TrueAsync(() => _host.Lane.Seen.Count >= 2);
        await Eventually.TrueAsync(() => Pending() == 0);
        Assert.InRange(_host.Lane.Seen.Count, 2, 4);
    }

    [Fact]
    [Trait("Row", "S3")]
    public async Task When_an_event_comes_twice_then_it_has_one_effect()
    {
        var body = Events.Call("ec2", "StartInstances", $$"""{"instancesSet":{"items":[{"instanceId":"{{_world.IdentifierOf(Instance, _account, "eu-west-1", 1)}}"}]} }""", account: _account);

        await AcceptAsync(body);
        await SeenAsync();
        await AcceptAsync(body);

        await Eventually.TrueAsync(() => Pending() == 0);
        Assert.Single(_host.Lane.Seen);
    }

    private int Pending() => ((Ingress.LiveEvents.Inbox.InboxProgress)_host.Services.GetService(typeof(Ingress.LiveEvents.Inbox.InboxProgress))!).Count;

    private async Task<ResourcesEnumerated> SeenAsync()
    {
        await Eventually.TrueAsync(() => _host.Lane.Seen.Count > 0);
        return _host.Lane.Seen[0];
    }

    private async Task AcceptAsync(string body)
    {
        using var answer = await _host.PostAsync(body);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }
}
