"""Remembers which reminders were sent, and lets a delivered file hold an agreement."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0005_drop_old_terms'),
    ]

    operations = [
        migrations.AlterField(
            model_name='importbatch',
            name='kind',
            field=models.CharField(choices=[('register', 'afdelinger'), ('criteria', 'nøgletal pr. afdeling'), ('vacancies', 'ledige boliger'), ('agreement', 'aftale')], max_length=20, verbose_name='indhold'),
        ),
        migrations.AlterField(
            model_name='importbatchevent',
            name='kind',
            field=models.CharField(choices=[('register', 'afdelinger'), ('criteria', 'nøgletal pr. afdeling'), ('vacancies', 'ledige boliger'), ('agreement', 'aftale')], max_length=20, verbose_name='indhold'),
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('expiry', 'aftalen udløber'), ('renegotiation', 'genforhandlingen begynder'), ('preparation', 'trin i forberedelsen'), ('deviation', 'afvigelsen ophører'), ('extension', 'udvidelsen efter § 60 b ophører'), ('goal', 'målet skal være nået')], max_length=15, verbose_name='om hvad')),
                ('about', models.CharField(blank=True, help_text='Trinnets eller afvigelsens nummer; tomt for aftalen.', max_length=60, verbose_name='hvilken')),
                ('due_date', models.DateField(verbose_name='datoen')),
                ('lead_days', models.SmallIntegerField(verbose_name='dage før')),
                ('sent_at', models.DateTimeField(verbose_name='sendt')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='agreements.agreement', verbose_name='aftale')),
            ],
            options={
                'verbose_name': 'påmindelse',
                'verbose_name_plural': 'påmindelser',
                'constraints': [models.UniqueConstraint(fields=('agreement', 'kind', 'about', 'due_date', 'lead_days'), name='reminder_sent_once', violation_error_message='Påmindelsen er allerede sendt.')],
            },
        ),
    ]
