using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pipeline.ServiceDefaults.Known;

namespace Pipeline.ServiceDefaults.Tests;

public sealed class SettingsReaderProperties
{
    private static readonly string[] Names =
    [
        .. KnownSettings.All.Select(setting => setting.Name), .. KnownSettings.ObjectKeys.Select(key => key.ToUpperInvariant()),
        "OCEAN__", "OCEAN__\u001b[31m\n", "OCEAN_PORT__CLIENT_I\n", "OCEAN____", "PIPELINE__X", "OCEAN_PORT", "XDG_DATA_HOME", "HOME", "AWS_",
    ];

    private static readonly string[] Fragments =
    [
        "{", "}", "[", "]", "\"", ":", ",", "\\", "\\u", "d800", "\ud800", "\0", "null", "true", "1e9", "-1", "config", "type", "client_id", "{\"a\\n\\u001b\":{}}", "://", "https", "@", " ", "é",
    ];

    private static readonly Gen<string?> Values =
        Gen.OneOf(Gen.Elements(Fragments).ListOf().Select(parts => string.Concat(parts)), ArbMap.Default.GeneratorFor<string>())!;

    [Property(MaxTest = 2000)]
    public Property Read_AnyEnvironment_SettingsOrErrorsEachOnOneLine()
    {
        // With and without what is required, so that both ends are reached.
        var environments = Gen.Zip(Gen.Elements(true, false), Gen.Zip(Gen.Elements(Names), Values).ListOf()).Select(drawn =>
            (drawn.Item1 ? TestVariables.With() : []).Select(variable => (variable.Key, variable.Value)).Concat(drawn.Item2)
                .GroupBy(variable => variable.Item1).ToDictionary(group => group.Key, group => group.Last().Item2));

        return Prop.ForAll(environments.ToArbitrary(), environment =>
        {
            try
            {
                return SettingsReader.Read(environment).Warnings.All(warning => IsOneLine(warning.ToString()));
            }
            catch (SettingsException fault)
            {
                return fault.Errors.Count > 0 &&
                    fault.Errors.All(error => error.Variable.Length > 0 && error.Fix.Length > 0 && IsOneLine(error.ToString())) &&
                    fault.Warnings.All(warning => IsOneLine(warning.ToString()));
            }
        });
    }

    private static bool IsOneLine(string text) => !text.Any(char.IsControl);
}
