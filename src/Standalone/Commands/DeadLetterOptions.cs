using System.CommandLine;
using System.CommandLine.Parsing;
using Pipeline.Hosting.DeadLetters;
using Pipeline.Messaging.DeadLetters;

namespace Pipeline.Standalone.Commands;

/// <summary>The options that say which dead letters are meant.</summary>
internal sealed class DeadLetterOptions
{
    private readonly Option<string?> _queue = new("--queue") { Description = "What the queue's name begins with." };
    private readonly Option<string?> _type = new("--type") { Description = "The message type, such as ResourcesEnumerated." };
    private readonly Option<string?> _kind = new("--kind") { Description = "The kind, such as AWS::S3::Bucket." };
    private readonly Option<string?> _account = new("--account") { Description = "The account." };
    private readonly Option<string?> _reason = new("--reason") { Description = "What the reason contains." };
    private readonly Option<TimeSpan?> _olderThan = AgeOption("--older-than", "Failed longer ago than this, such as 30m, 6h or 2d.");
    private readonly Option<TimeSpan?> _newerThan = AgeOption("--newer-than", "Failed within this, such as 30m, 6h or 2d.");

    public void AddTo(Command command)
    {
        command.Add(_queue);
        command.Add(_type);
        command.Add(_kind);
        command.Add(_account);
        command.Add(_reason);
        command.Add(_olderThan);
        command.Add(_newerThan);
    }

    public DeadLetterFilter Read(ParseResult arguments, DateTimeOffset now) => new()
    {
        Queue = arguments.GetValue(_queue),
        MessageType = arguments.GetValue(_type),
        Kind = arguments.GetValue(_kind),
        AccountId = arguments.GetValue(_account),
        Reason = arguments.GetValue(_reason),
        FailedBefore = now - arguments.GetValue(_olderThan),
        FailedAfter = now - arguments.GetValue(_newerThan),
    };

    private static Option<TimeSpan?> AgeOption(string name, string description) =>
        new(name) { Description = description, CustomParser = ReadAge };

    private static TimeSpan? ReadAge(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (Age.TryParse(text, out var age))
        {
            return age;
        }

        result.AddError($"'{text}' is no age. Give {Age.Syntax}.");
        return null;
    }
}
