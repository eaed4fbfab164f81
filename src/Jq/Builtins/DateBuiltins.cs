using Pipeline.Jq.Execution;
using Pipeline.Jq.Time;

namespace Pipeline.Jq.Builtins;

/// <summary>Times as seconds since 1970 and as arrays of their parts.</summary>
internal static class DateBuiltins
{
    public static Builtin[] All { get; } =
    [
        Builtin.Native("gmtime", 0, static (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Parts(m, input, "gmtime", TimeZoneInfo.Utc, out o)),
        Zoned("localtime", 0, static zone => (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Parts(m, input, "localtime", zone, out o)),
        Builtin.Native("mktime", 0, Seconds),
        Builtin.Native("strptime", 1, Parse),
        Builtin.Native("strftime", 1, static (Machine m, JqValue input, ReadOnlySpan<JqValue> a, out JqValue o) => Format(m, input, a[0], "strftime", TimeZoneInfo.Utc, out o)),
        Zoned("strflocaltime", 1, static zone => (Machine m, JqValue input, ReadOnlySpan<JqValue> a, out JqValue o) => Format(m, input, a[0], "strflocaltime", zone, out o)),
    ];

    private static Builtin Zoned(string name, int arity, Func<TimeZoneInfo, NativeFunction> function) =>
        new(name, arity, (compiler, arguments) => new NativeCode(function(compiler.Options.TimeZone), arguments));

    private static Flow Parts(Machine machine, JqValue input, string name, TimeZoneInfo zone, out JqValue output)
    {
        output = default;
        if (!input.IsNumber)
        {
            return machine.Fail($"{name}() requires numeric inputs");
        }

        if (Math.Abs(input.Number) > BrokenDownTime.MaxSeconds)
        {
            return machine.Fail("error converting number of seconds since epoch to datetime");
        }

        output = BrokenDownTime.FromSeconds(input.Number + OffsetAt(zone, input.Number).TotalSeconds).ToValue();
        return Flow.Done;
    }

    private static Flow Seconds(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        if (!input.IsArray)
        {
            return machine.Fail("mktime requires array inputs");
        }

        if (BrokenDownTime.FromValue(input) is not { } time)
        {
            return machine.Fail("mktime requires parsed datetime inputs");
        }

        var seconds = time.ToSeconds();
        output = JqValue.FromNumber(seconds);

        // -1 is how C says that it could not; jq takes the last second of 1969 for that too.
        return seconds == -1 ? machine.Fail("invalid gmtime representation") : Flow.Done;
    }

    private static Flow Parse(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        if (!input.IsString || !arguments[0].IsString)
        {
            return machine.Fail("strptime/1 requires string inputs and arguments");
        }

        var parsed = new TimeParser(input.Text).Parse(arguments[0].Text);
        if (parsed is not { } found || (found.Left.Length > 0 && !char.IsWhiteSpace(found.Left[0])))
        {
            return machine.Fail($"date \"{CString.Of(input)}\" does not match format \"{CString.Of(arguments[0])}\"");
        }

        var parts = found.Time.ToValue();
        output = found.Left.Length == 0 ? parts : new(parts.Array.Append(new(found.Left), null));
        return Flow.Done;
    }

    private static Flow Format(Machine machine, JqValue input, JqValue format, string name, TimeZoneInfo zone, out JqValue output)
    {
        output = default;
        var seconds = 0.0;
        BrokenDownTime? time = null;
        if (input.IsNumber && Math.Abs(input.Number) <= BrokenDownTime.MaxSeconds)
        {
            seconds = input.Number;
            time = BrokenDownTime.FromSeconds(seconds + OffsetAt(zone, seconds).TotalSeconds);
        }
        else if (input.IsArray && BrokenDownTime.FromValue(input) is { } given)
        {
            seconds = given.ToSeconds();
            var normalised = given.Normalised();

            // Of UTC jq has only these two computed; a local time is put in order as a whole.
            time = name == "strflocaltime" ? normalised : given with { Weekday = normalised.Weekday, YearDay = normalised.YearDay };
        }

        if (!format.IsString && (input.IsArray || input.IsNumber))
        {
            return machine.Fail($"{name}/1 requires a string format");
        }

        if (time is null)
        {
            return machine.Fail($"{name}/1 requires parsed datetime inputs");
        }

        var zoneName = ReferenceEquals(zone, TimeZoneInfo.Utc) ? "UTC" : zone.StandardName;
        var text = new TimeFormatter(time, zoneName, OffsetAt(zone, seconds)).Format(format.Text);
        output = new(text ?? "");
        return text is not null ? Flow.Done : machine.Fail($"{name}/1: unknown system failure");
    }

    private static TimeSpan OffsetAt(TimeZoneInfo zone, double seconds) =>
        ReferenceEquals(zone, TimeZoneInfo.Utc) || Math.Abs(seconds) > 2e11 ? zone.BaseUtcOffset : zone.GetUtcOffset(DateTimeOffset.UnixEpoch.AddSeconds(seconds));
}
