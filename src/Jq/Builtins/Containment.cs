using Pipeline.Jq.Execution;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Builtins;

/// <summary><c>contains</c>: substrings, items and values that contain their counterparts.</summary>
internal sealed class Containment(Meter meter)
{
    // Half a kilobyte searched is worth a step.
    private const int UnitsPerStep = 256;

    private Toll _toll = new(meter);

    public static Flow Contains(Machine machine, JqValue whole, JqValue part, out JqValue output)
    {
        output = default;
        // True and false are two kinds in jq.
        if (whole.Kind != part.Kind || (whole.Kind == JqKind.Boolean && whole.IsTruthy != part.IsTruthy))
        {
            return machine.Fail(whole, part, "cannot have their containment checked");
        }

        var (left, right) = (whole, part);
        var result = new Containment(machine.Meter).Guarded(left, right, 0);
        output = JqValue.FromBoolean(result == true);
        return result is not null ? Flow.Done : machine.FailUnlessEnded("Containment check too deep");
    }

    // Null when the values are nested too deeply to tell.
    private bool? Guarded(JqValue whole, JqValue part, int depth)
    {
        if (depth > ValueComparer.MaxDepth || !_toll.Pay())
        {
            return null;
        }

        return Machine.HasStack ? Check(whole, part, depth) : Machine.OnFreshStack(() => Check(whole, part, depth));
    }

    private bool? Check(JqValue whole, JqValue part, int depth)
    {
        if (whole.Kind != part.Kind)
        {
            return false;
        }

        return whole.Kind switch
        {
            JqKind.String when !meter.Step(whole.Text.Length / UnitsPerStep) => null,
            JqKind.String => whole.Text.Contains(part.Text, StringComparison.Ordinal),
            JqKind.Array => CheckArrays(whole.Array, part.Array, depth),
            JqKind.Object => CheckObjects(whole.Object, part.Object, depth),
            _ => ValueComparer.AreEqual(whole, part),
        };
    }

    private bool? CheckArrays(JqArray whole, JqArray part, int depth)
    {
        for (var i = 0; i < part.Count; i++)
        {
            bool? found = false;
            for (var j = 0; j < whole.Count && found == false; j++)
            {
                found = Guarded(whole[j], part[i], depth + 1);
            }

            if (found != true)
            {
                return found;
            }
        }

        return true;
    }

    private bool? CheckObjects(JqObject whole, JqObject part, int depth)
    {
        for (var i = 0; i < part.Count; i++)
        {
            var found = whole.TryGet(part.KeyAt(i), out var value) ? Guarded(value, part.ValueAt(i), depth + 1) : false;
            if (found != true)
            {
                return found;
            }
        }

        return true;
    }
}
