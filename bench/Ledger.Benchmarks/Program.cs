using System.CommandLine;
using Pipeline.Ledger.Benchmarks;

var seconds = new Option<int>("--seconds") { Description = "How long each operation is measured.", DefaultValueFactory = _ => 8 };
var rows = new Option<int>("--rows") { Description = "Rows in the SQLite file; moto gets a hundredth of them.", DefaultValueFactory = _ => 100_000 };
var command = new RootCommand("Measures the ledger's calls in SQLite, and in DynamoDB over moto_server where that is installed.") { seconds, rows };
command.SetAction((arguments, cancellationToken) => new LedgerBenchmark(Console.Out, TimeSpan.FromSeconds(arguments.GetValue(seconds)))
    .RunAsync(arguments.GetValue(rows), cancellationToken));
return await command.Parse(args).InvokeAsync();
