using System.CommandLine;
using System.CommandLine.Parsing;
using Pipeline.Contracts;
using Pipeline.Ledger.Queue;

namespace Pipeline.Standalone.Commands;

/// <summary>The options that say what a run does.</summary>
internal sealed class RunOptions
{
    private const int AccountIdLength = 12;

    private readonly Option<string[]> _accounts = Repeatable("--account", "ID", "List this account only; may be given several times.");
    private readonly Option<string[]> _regions = Repeatable("--region", "REGION", "List this region only, or 'global' for kinds that belong to none; may be given several times.");
    private readonly Option<string[]> _kinds = Repeatable("--kind", "KIND", "List this kind only, such as AWS::S3::Bucket; may be given several times.");
    private readonly Option<bool> _refresh = new("--refresh") { Description = "Write what Port holds already too, for what others changed there." };
    private readonly Option<bool> _deletes = new("--allow-deletes")
    {
        Description = "Delete entities whose block, kind, region or account left the mapping, a filter or the organisation.",
    };

    public RunOptions() => _accounts.Validators.Add(CheckAccounts);

    public void AddTo(Command command)
    {
        command.Options.Add(_accounts);
        command.Options.Add(_regions);
        command.Options.Add(_kinds);
        command.Options.Add(_refresh);
        command.Options.Add(_deletes);
    }

    public RunRequest Read(ParseResult arguments, string trigger) => new()
    {
        Trigger = trigger,
        Only = new RunFilter
        {
            Accounts = arguments.GetValue(_accounts) ?? [],
            Regions = arguments.GetValue(_regions) ?? [],
            Kinds = arguments.GetValue(_kinds) ?? [],
        },
        Refresh = arguments.GetValue(_refresh),
        AllowDeletes = arguments.GetValue(_deletes),
    };

    private static Option<string[]> Repeatable(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value, Arity = ArgumentArity.OneOrMore };

    private static void CheckAccounts(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value.Length != AccountIdLength || !token.Value.All(char.IsAsciiDigit)))
        {
            result.AddError($"--account '{token.Value}' is no account: twelve digits are one.");
        }
    }
}
