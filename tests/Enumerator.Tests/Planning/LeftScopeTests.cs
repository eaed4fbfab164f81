using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Contracts.Mapping;
using Pipeline.Enumerator.Accounts;
using Pipeline.Enumerator.Planning;
using Pipeline.Ledger;

namespace Pipeline.Enumerator.Tests.Planning;

public sealed class LeftScopeTests
{
    private const string Home = "111111111111";
    private const string Member = "222222222222";
    private const string Kind = "AWS::EC2::VPC";

    private static readonly AccountReach[] s_accounts = [new(Home, ["us-east-1", "eu-west-1"]), new(Member, ["us-east-1"])];

    [Theory]
    [InlineData(Home, "us-east-1", "AWS::SQS::Queue", "kind left the mapping", true)]
    [InlineData(Home, "us-east-1", Kind, "no regionPolicy", true)]
    [InlineData(Home, "af-south-1", Kind, "no regionPolicy", true)]
    [InlineData(Member, "eu-west-1", Kind, "not enabled", false)]
    [InlineData("333333333333", "eu-west-1", Kind, "not among those", true)]
    [InlineData("444444444444", "eu-west-1", Kind, "SUSPENDED", false)]
    public void Plan_RememberedScopeThatIsNotListed_SaysWhyAndWhetherItMayGo(string account, string region, string kind, string reason, bool mayDelete)
    {
        var plan = Plan(AccountKnowledge.Listed, Of(account, region, kind));

        var left = Assert.Single(plan.Scopes, scope => scope.Left is not null).Left!;
        Assert.Contains(reason, left.Reason, StringComparison.Ordinal);
        Assert.Equal(mayDelete, left.MayDelete);
    }

    [Theory]
    [InlineData(nameof(AccountKnowledge.Alone))]
    [InlineData(nameof(AccountKnowledge.Denied))]
    public void Plan_AccountThatNoListingCouldHaveShown_IsNotTakenForLeft(string knowledge)
    {
        var plan = Plan(Enum.Parse<AccountKnowledge>(knowledge), Of("333333333333", "eu-west-1", Kind));

        Assert.DoesNotContain(plan.Scopes, scope => scope.Left is not null);
    }

    [Fact]
    public void Plan_AccountOutOfReach_IsNotTakenForLeft()
    {
        var failure = new ScopeFailure { Class = FailureClass.Credentials, Code = "AccessDenied", Reason = "no" };

        var plan = Plan(AccountKnowledge.Listed, [new AccountReach(Home, [], failure)], new RunFilter(), Of(Home, "us-east-1", "AWS::SQS::Queue"));

        Assert.DoesNotContain(plan.Scopes, scope => scope.Left is not null);
    }

    [Fact]
    public void Plan_AccountOfEarlierRunsWhereTheOrganisationMayNotBeReadAnyMore_Fails()
    {
        var denial = new ScopeFailure { Class = FailureClass.AccessDenied, Code = "AccessDeniedException", Reason = "no" };
        var discovery = Discovered(AccountKnowledge.Denied, [s_accounts[0]]) with { Denial = denial };

        var plan = ScopePlanner.Plan(Mapping(), discovery, new RunFilter(), [Of(Home, "eu-west-1", Kind), Of(Member, "us-east-1", Kind), Of(Member, "eu-west-1", Kind)]);

        var failed = Assert.Single(plan.Scopes, scope => scope.Failure is not null);
        Assert.Equal((Member, Scope.Every, denial), (failed.Scope.AccountId, failed.Scope.Kind, failed.Failure));
    }

    [Fact]
    public void Plan_KindThatIsListedInAnotherWay_IsReplaced()
    {
        var before = Of(Home, "eu-west-1", Kind) with { Options = new ListingOptions { GetEach = true } };

        var left = Assert.Single(Plan(AccountKnowledge.Listed, before).Scopes, scope => scope.Left is not null).Left!;

        Assert.True(left.IsReplaced);
    }

    [Fact]
    public void Plan_Limited_LeavesOutWhatLeftElsewhere()
    {
        var only = new RunFilter { Accounts = [Member] };

        var plan = Plan(AccountKnowledge.Listed, s_accounts, only, Of(Home, "us-east-1", "AWS::SQS::Queue"), Of(Member, "us-east-1", "AWS::SQS::Queue"));

        Assert.Equal(Member, Assert.Single(plan.Scopes, scope => scope.Left is not null).Scope.AccountId);
    }

    [Theory]
    [InlineData("AWS::EC2::VPCs", "", "", "Perhaps AWS::EC2::VPC is meant")]
    [InlineData("VPC", "", "", "Perhaps AWS::EC2::VPC is meant")]
    [InlineData("", "eu-west-11", "", "Perhaps eu-west-1 is meant")]
    [InlineData("", "", "222222222223", "Perhaps 222222222222 is meant")]
    [InlineData("AWS::Lambda::Function", "", "", "the mapping has AWS::EC2::VPC")]
    public void Plan_LimitedToWhatDoesNotExist_NamesTheNearest(string kind, string region, string account, string hint)
    {
        var only = new RunFilter
        {
            Kinds = kind.Length > 0 ? [kind] : [],
            Regions = region.Length > 0 ? [region] : [],
            Accounts = account.Length > 0 ? [account] : [],
        };

        var refusal = Assert.Throws<UnknownScopeException>(() => Plan(AccountKnowledge.Listed, s_accounts, only));

        Assert.Contains(hint, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_WhereTheOrganisationMayNotBeRead_IsNotWhole() =>
        Assert.Equal([false, true, true], new[] { AccountKnowledge.Denied, AccountKnowledge.Alone, AccountKnowledge.Listed }
            .Select(knowledge => ScopePlanner.Plan(Mapping(), Discovered(knowledge, s_accounts) with { Closed = new Dictionary<string, string>() }, new RunFilter(), []).IsWhole));

    private static Scope Of(string account, string region, string kind) => new() { AccountId = account, Region = region, Kind = kind };

    private static RunPlan Plan(AccountKnowledge knowledge, params Scope[] remembered) => Plan(knowledge, s_accounts, new RunFilter(), remembered);

    private static RunPlan Plan(AccountKnowledge knowledge, AccountReach[] accounts, RunFilter only, params Scope[] remembered) =>
        ScopePlanner.Plan(Mapping(), Discovered(knowledge, accounts), only, remembered);

    private static MappingDocument Mapping() => MappingReader.Read(JsonElement.Parse(Mappings.Of(
        Mappings.Block(Kind, ",\"regionPolicy\":{\"allow\":[\"eu-west-1\"],\"deny\":[]}"))));

    private static Discovery Discovered(AccountKnowledge knowledge, AccountReach[] accounts) => new()
    {
        HomeAccountId = Home,
        HomeRegion = "us-east-1",
        Accounts = accounts,
        Knowledge = knowledge,
        Closed = new Dictionary<string, string> { ["444444444444"] = "SUSPENDED" },
        Notes = [],
    };
}
