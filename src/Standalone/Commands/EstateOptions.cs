using System.CommandLine;
using Pipeline.Simulator;

namespace Pipeline.Standalone.Commands;

/// <summary>The options that say how large a simulated organisation is and what goes wrong in it.</summary>
internal sealed class EstateOptions
{
    private readonly Option<int> _accounts = new("--accounts") { Description = "Accounts of the organisation.", DefaultValueFactory = _ => 3 };

    private readonly Option<string[]> _regions = new("--regions")
    {
        Description = "Regions that are enabled, separated by commas.",
        DefaultValueFactory = _ => ["us-east-1", "eu-west-1", "eu-central-1"],
        CustomParser = result => Split(result.Tokens.Select(token => token.Value)),
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _kinds = new("--kinds")
    {
        Description = "Kinds that exist, separated by commas; any type name makes resources.",
        CustomParser = result => Split(result.Tokens.Select(token => token.Value)),
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int> _resources = new("--resources") { Description = "Resources of each kind in each account and region.", DefaultValueFactory = _ => 25 };

    private readonly Option<int> _seed = new("--seed") { Description = "Resources are made from this number: the same number, the same resources.", DefaultValueFactory = _ => 1 };

    private readonly Option<string[]> _faults = new("--fault")
    {
        Description = "Something that goes wrong; may be repeated. " + FaultText.Syntax,
        DefaultValueFactory = _ => [],
    };

    public void AddTo(Command command)
    {
        command.Add(_accounts);
        command.Add(_regions);
        command.Add(_kinds);
        command.Add(_resources);
        command.Add(_seed);
        command.Add(_faults);
    }

    public SimulatorOptions Read(ParseResult arguments)
    {
        var options = new SimulatorOptions
        {
            Seed = arguments.GetValue(_seed),
            Accounts = arguments.GetValue(_accounts),
            Regions = arguments.GetValue(_regions)!,
            ResourcesPerScope = arguments.GetValue(_resources),
            Faults = [.. arguments.GetValue(_faults)!.Select(FaultText.Parse)],
        };
        return arguments.GetValue(_kinds) is { Length: > 0 } kinds ? options with { Kinds = kinds } : options;
    }

    private static string[] Split(IEnumerable<string> values) =>
        [.. values.SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
