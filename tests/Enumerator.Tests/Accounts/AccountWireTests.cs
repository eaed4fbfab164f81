using Microsoft.Extensions.Time.Testing;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Tests.Aws;

namespace Pipeline.Enumerator.Tests.Accounts;

public sealed class AccountWireTests
{
    private const string Member = "222222222222";
    private const string Kind = "AWS::EC2::VPC";

    [Theory]
    [InlineData("aws-us-gov", "us-gov-west-1")]
    [InlineData("aws-cn", "cn-north-1")]
    public async Task Run_OtherPartition_AssumesRolesAndCallsRegionsOfThatPartition(string partition, string region)
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation switch
        {
            "GetCallerIdentity" => StubAnswer.Xml(
                "GetCallerIdentity", $"<Account>{AwsStub.Home}</Account><Arn>arn:{partition}:iam::{AwsStub.Home}:user/me</Arn>"),
            "ListAccounts" => Accounts(Member),
            "/listRegions" => StubAnswer.Json($$"""{"Regions":[{"RegionName":"{{region}}"}]}"""),
            "ListResources" => AwsStub.Page(null, "vpc-1"),
            _ => null,
        });
        await using var host = await EnumeratorHost.StartAsync(stub);

        var run = await host.RunAsync(Mappings.OfKinds(Kind));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        var assumed = Assert.Single(stub.Requests, request => request.Operation == "AssumeRole");
        Assert.Equal($"arn:{partition}:iam::{Member}:role/AwsPortOceanIntegrationReadOnlyRole", assumed.Form("RoleArn"));
        Assert.Equal("OceanMemberAssumeRoleSession", assumed.Form("RoleSessionName"));
        Assert.All(stub.Requests.Where(request => request.Operation != "GetCallerIdentity"), request => Assert.Equal(region, request.Region));
    }

    [Fact]
    public async Task Run_KeysOfAnotherAccount_FailsTheAccountAndListsNothingThere()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation switch
        {
            "ListAccounts" => Accounts(Member),
            "AssumeRole" => AwsStub.Keys("333333333333"),
            "ListResources" => AwsStub.Page(null, "vpc-1"),
            _ => null,
        });
        await using var host = await EnumeratorHost.StartAsync(stub);

        var run = await host.RunAsync(Mappings.OfKinds(Kind));

        Assert.Equal(RunOutcome.Partial, run.Outcome);
        var failed = Assert.Single(run.Scopes, scope => scope.State == ScopeState.Failed);
        Assert.Equal((Member, "WrongAccount"), (failed.Scope.AccountId, failed.Failure!.Code));
        Assert.DoesNotContain(stub.Requests, request => request.Account == "333333333333");
    }

    [Fact]
    public async Task Run_RegionsInPages_ListsInAllOfThem()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation switch
        {
            "/listRegions" when request.Json("NextToken") is null => StubAnswer.Json("""{"Regions":[{"RegionName":"us-east-1"}],"NextToken":"2"}"""),
            "/listRegions" => StubAnswer.Json("""{"Regions":[{"RegionName":"af-south-1"}]}"""),
            "ListResources" => AwsStub.Page(null, "vpc-1"),
            _ => null,
        });
        await using var host = await EnumeratorHost.StartAsync(stub);

        var run = await host.RunAsync(Mappings.OfKinds(Kind));

        Assert.Equal(["af-south-1", "us-east-1"], run.Scopes.Select(scope => scope.Scope.Region).Order());
        Assert.All(
            stub.Requests.Where(request => request.Operation == "/listRegions"),
            request => Assert.Equal("""["ENABLED","ENABLED_BY_DEFAULT"]""", request.Json("RegionOptStatusContains")));
    }

    [Fact]
    public async Task Run_AccountListDeniedInTheMiddle_FailsInsteadOfTakingThePartForTheWhole()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation switch
        {
            "ListAccounts" when request.Json("NextToken") is null => Accounts(Member, next: "2"),
            "ListAccounts" => StubAnswer.Error("AccessDeniedException"),
            _ => null,
        });
        await using var host = await EnumeratorHost.StartAsync(stub);

        var run = await host.RunAsync(Mappings.OfKinds(Kind));

        Assert.Equal(RunOutcome.Failed, run.Outcome);
        Assert.Contains("AccessDeniedException", run.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_RegionsOfHomeUnreadable_StillListsTheOrganisation()
    {
        await using var stub = await AwsStub.StartAsync(request => request.Operation switch
        {
            "ListAccounts" => Accounts(Member),
            "/listRegions" when request.Account is null => StubAnswer.Error("AccessDeniedException"),
            "ListResources" => AwsStub.Page(null, "vpc-1"),
            _ => null,
        });
        await using var host = await EnumeratorHost.StartAsync(stub);

        var run = await host.RunAsync(Mappings.OfKinds(Kind, "AWS::Organizations::Account"));

        Assert.Equal(RunOutcome.Partial, run.Outcome);
        var failed = Assert.Single(run.Scopes, scope => scope.State == ScopeState.Failed);
        Assert.Equal((AwsStub.Home, FailureClass.AccessDenied), (failed.Scope.AccountId, failed.Failure!.Class));
        Assert.Single(host.Downstream.Resources, resource => resource.Identifier == Member);
    }

    [Fact]
    public async Task Run_MemberKeysNearTheirEnd_AssumesTheRoleAnew()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var stub = await AwsStub.StartAsync(request => request.Operation switch
        {
            "ListAccounts" => Accounts(Member),
            "AssumeRole" => AwsStub.Keys(Member, time.GetUtcNow().AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null)),
            "ListResources" => AwsStub.Page(null, "vpc-1"),
            _ => null,
        });
        await using var host = await EnumeratorHost.StartAsync(stub, time: time);
        await host.RunAsync(Mappings.OfKinds(Kind));
        Assert.Equal(1, stub.Count("AssumeRole"));

        time.Advance(TimeSpan.FromMinutes(56));
        var run = await host.RunAsync(Mappings.OfKinds(Kind));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal(2, stub.Count("AssumeRole"));
    }

    private static StubAnswer Accounts(string id, string? next = null)
    {
        var token = next is null ? "" : $",\"NextToken\":\"{next}\"";
        return StubAnswer.Json(
            $$"""{"Accounts":[{"Id":"{{AwsStub.Home}}","Name":"Home","Status":"ACTIVE"},{"Id":"{{id}}","Name":"Member","Status":"ACTIVE"}]{{token}}}""");
    }
}
